package dev.autoresearch.journal;

/// What the machine was doing while a run was made. A reading that could not be had is [#UNREAD].
///
/// @param load      processes that ran or wanted to, averaged over the last minute, when the run began
/// @param steal     share of the processors' time that the host took away during the run, 0 to 1
/// @param switches  context switches of the whole machine a second during the run
/// @param megahertz the first processor's frequency when the run ended
public record Surroundings(double load, double steal, double switches, double megahertz) {

    /// The value of a reading that could not be had.
    public static final double UNREAD = -1;

    /// Nothing could be read.
    public static final Surroundings UNKNOWN = new Surroundings(UNREAD, UNREAD, UNREAD, UNREAD);
}
