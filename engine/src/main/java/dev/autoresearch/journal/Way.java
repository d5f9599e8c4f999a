package dev.autoresearch.journal;

import java.util.List;

/// One way in which a candidate may win: all its claims must be shown. A candidate is kept when one of its ways is.
///
/// @param name   what it means, as a part of a sentence: `better p99_ms`, `equal but simpler`
/// @param claims at least one
public record Way(String name, List<Claim> claims) {

    /// Copies and checks the list.
    public Way {
        claims = List.copyOf(claims);
        if (claims.isEmpty()) {
            throw new IllegalArgumentException("a way without claims is always won");
        }
    }
}
