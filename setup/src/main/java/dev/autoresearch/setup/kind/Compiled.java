package dev.autoresearch.setup.kind;

import java.util.List;
import java.util.regex.Pattern;

/// What programs in C and its relatives have in common.
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

    private static final Pattern MAIN = Pattern.compile("\\bmain\\s*\\(");
    // A program that wants arguments or input, or that listens, cannot be run as it is.
    private static final Pattern WANTS = Pattern
            .compile("\\b(argc|argv|scanf|getchar|getline|stdin|cin|accept|listen|fork|daemon)\\b");

    private Compiled() {}

    /// Whether a program's code has a main function that can be run with nothing given to it.
    static boolean runsAlone(String code) {
        return MAIN.matcher(code).find() && !WANTS.matcher(code).find();
    }
}
