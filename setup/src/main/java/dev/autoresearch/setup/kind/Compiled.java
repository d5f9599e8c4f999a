package dev.autoresearch.setup.kind;

import java.util.List;

/// What usually helps programs in compiled languages.
final class Compiled {
    static final List<String> HINTS = List.of(
            "Look at the innermost loop first: fewer branches, sequential memory, work moved out of it.",
            "Choose a better algorithm or data structure before tuning the one that is there.",
            "Lay data out so that what is used together lies together.",
            "Avoid allocation and copying on the hot path; reuse buffers.");
    static final List<String> SIZE_HINTS = List.of(
            "Optimise for size (-Os), drop unused sections (-ffunction-sections, -Wl,--gc-sections), link-time optimisation.",
            "Share code between similar functions; avoid inlining of large ones.",
            "Compute tables instead of storing them, where that is shorter.");

    private Compiled() {}
}
