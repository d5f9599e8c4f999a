package dev.autoresearch.config;

/// On which scale the user wants the deciding metrics compared.
public enum ScaleChoice {
    /// Logarithms when every value of the calibration is above 0, else the values themselves.
    AUTO,
    /// Logarithms: differences are shares of the value. Only for values above 0.
    LOG,
    /// The values themselves.
    ADDITIVE
}
