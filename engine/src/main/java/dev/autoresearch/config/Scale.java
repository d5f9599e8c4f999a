package dev.autoresearch.config;

/// On which scale values of a metric are compared.
public enum Scale {
    /// Logarithms: differences are shares of the value. Only for values above 0.
    LOG,
    /// The values themselves.
    ADDITIVE
}
