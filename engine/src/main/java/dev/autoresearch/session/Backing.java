package dev.autoresearch.session;

import dev.autoresearch.proposer.Archive;
import dev.autoresearch.proposer.Purse;
import dev.autoresearch.proposer.Support;
import java.time.Instant;

/// What one proposal has behind it.
record Backing(Purse purse, Archive archive, Observer observer) implements Support {

    @Override
    public void doing(String what) {
        observer.doing(what);
    }

    @Override
    public void waiting(String why, Instant until) {
        observer.waiting(why, until);
    }
}
