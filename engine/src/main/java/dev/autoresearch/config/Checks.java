package dev.autoresearch.config;

/// How a session keeps an eye on its own decisions.
///
/// @param canary  the unchanged incumbent is judged as if it were a candidate, every so many proposals; [#OFF] for never
/// @param recheck the incumbent is measured against its predecessor again, every so many experiments; [#OFF] for never
/// @param unkeep  whether a keep that such a check does not confirm is taken back
public record Checks(long canary, long recheck, boolean unkeep) {

    /// The value of a count that is switched off.
    public static final long OFF = 0;

    /// A canary every 25 proposals. No re-check: where keeps are raced the share of false ones is small already, and
    /// checking costs more improvement than it saves.
    public static final Checks DEFAULT = new Checks(25, OFF, false);
}
