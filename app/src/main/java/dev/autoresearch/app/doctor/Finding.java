package dev.autoresearch.app.doctor;

/// One thing that was checked.
///
/// @param level  how bad it is
/// @param what   what was found, one sentence
/// @param remedy what to do, empty when nothing is to be done
public record Finding(Level level, String what, String remedy) {

    /// How bad a finding is.
    public enum Level {
        /// As it should be.
        FINE,
        /// A run works, but the user may want to know.
        WARNING,
        /// A run will not work.
        PROBLEM
    }

    static Finding fine(String what) {
        return new Finding(Level.FINE, what, "");
    }

    static Finding warning(String what, String remedy) {
        return new Finding(Level.WARNING, what, remedy);
    }

    static Finding problem(String what, String remedy) {
        return new Finding(Level.PROBLEM, what, remedy);
    }
}
