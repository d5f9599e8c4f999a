package dev.autoresearch.setup.preflight;

/// One thing that was looked at.
///
/// @param level  how bad it is
/// @param topic  what it is about
/// @param what   what was found, one sentence
/// @param remedy what to do, one sentence; empty only when nothing is to be done
public record Finding(Level level, Topic topic, String what, String remedy) {

    /// How bad a finding is.
    public enum Level {
        /// As it should be.
        FINE,
        /// A run works, but the user may want to know.
        WARNING,
        /// A run will not work, or its numbers will be worth nothing.
        PROBLEM
    }

    /// Checks that there is a remedy where one is needed.
    public Finding {
        if (remedy.isEmpty() != (level == Level.FINE)) {
            throw new IllegalArgumentException("what is not fine needs a remedy, and only that: " + what);
        }
    }

    /// Something as it should be.
    public static Finding fine(Topic topic, String what) {
        return new Finding(Level.FINE, topic, what, "");
    }

    /// Something that does not stop a run.
    public static Finding warning(Topic topic, String what, String remedy) {
        return new Finding(Level.WARNING, topic, what, remedy);
    }

    /// Something that stops a run.
    public static Finding problem(Topic topic, String what, String remedy) {
        return new Finding(Level.PROBLEM, topic, what, remedy);
    }
}
