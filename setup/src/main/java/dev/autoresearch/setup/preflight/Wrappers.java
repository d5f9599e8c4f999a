package dev.autoresearch.setup.preflight;

import dev.autoresearch.setup.preflight.ShellText.Word;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Programs that do nothing but start another one, and where in their arguments that one stands.
final class Wrappers {
    // Options that take their value from the next word, by program.
    private static final Map<String, Set<String>> WITH_VALUE = Map.of("env", Set.of("-u", "--unset"), "nice",
            Set.of("-n", "--adjustment"), "nohup", Set.of(), "exec", Set.of(), "command", Set.of(), "time", Set.of(),
            "setsid", Set.of(), "stdbuf", Set.of("-i", "-o", "-e"), "timeout", Set.of("-k", "--kill-after", "-s",
                    "--signal"),
            "ionice", Set.of("-c", "-n", "--class", "--classdata"));
    private static final Set<String> PLAIN = Set.of("-i", "-", "--ignore-environment", "-0", "-p", "--foreground",
            "--preserve-status", "-v", "-t", "--wait", "-w", "-f", "--fork");
    private static final Set<String> LISTS = Set.of("-c", "--cpu-list");

    private Wrappers() {}

    /// The words of the program inside; empty where there is none or an option is not known.
    static List<Word> inside(String wrapper, List<Word> arguments) {
        if (wrapper.equals("taskset")) {
            return taskset(arguments);
        }
        Set<String> valued = WITH_VALUE.get(wrapper);
        if (valued == null) {
            return List.of();
        }
        int at = 0;
        while (at < arguments.size()) {
            String word = arguments.get(at).text();
            if (!word.startsWith("-")) {
                break;
            }
            boolean joined = valued.stream().anyMatch(option -> option.startsWith("--")
                    ? word.startsWith(option + "=")
                    : word.length() > 2 && word.startsWith(option));
            if (valued.contains(word)) {
                at++;
            } else if (!joined && !PLAIN.contains(word) && !(wrapper.equals("nice") && word.matches("-\\d+"))) {
                return List.of();
            }
            at++;
        }
        at += wrapper.equals("timeout") ? 1 : 0;
        return at < arguments.size() ? arguments.subList(at, arguments.size()) : List.of();
    }

    private static List<Word> taskset(List<Word> arguments) {
        int at = !arguments.isEmpty() && LISTS.contains(arguments.getFirst().text()) ? 2 : 1;
        boolean odd = arguments.isEmpty() || (at == 1 && arguments.getFirst().text().startsWith("-"));
        return odd || at >= arguments.size() ? List.of() : arguments.subList(at, arguments.size());
    }

    /// Which argument of a shell is a script given on the command line (`-c`, `-lc`, `-o pipefail -c`); -1 when none is.
    static int shellScript(List<Word> arguments) {
        for (int at = 0; at + 1 < arguments.size(); at++) {
            String word = arguments.get(at).text();
            if (word.equals("-o") || word.equals("+o")) {
                at++;
            } else if (word.matches("-[a-z]*c[a-z]*")) {
                return at + 1;
            } else if (!word.matches("-[a-z]+|--[a-z]+")) {
                return -1;
            }
        }
        return -1;
    }
}
