package dev.autoresearch.setup.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether the machine has what commands and scripts ask for: a graphics card, processors, memory.
final class HardwareCheck implements Check {
    private static final Pattern CARD = Pattern.compile("torch\\.device\\(\\s*[\"']cuda|\\.to\\(\\s*[\"']cuda"
            + "|\\bdevice\\s*=\\s*[\"']cuda(?::\\d+)?[\"']|\\.cuda\\(\\)|torch\\.cuda\\.(?!is_available)\\w+\\(");
    private static final Pattern ASKS_FIRST = Pattern
            .compile("cuda\\.is_available|device_count\\(\\)|else\\s+[\"']cpu");
    private static final Pattern HEAP = Pattern.compile("-Xm[sx](\\d+)([gGmM])");

    @Override
    public List<Finding> look(Ground ground) {
        var findings = new ArrayList<Finding>();
        if (!ground.machine().mayHaveCard()) {
            wish(ground).ifPresent(who -> findings.add(Finding.warning(Topic.HARDWARE,
                    who + " asks for a graphics card, and there is no sign of one on this machine.",
                    "Run where there is one, or let the project use the processor.")));
        }
        ground.lines().forEach(line -> line.calls().forEach(call -> {
            if (call.name().equals("java")) {
                heap(ground, line, call).ifPresent(findings::add);
            }
            if (call.name().equals("taskset")) {
                processors(ground, line, call).ifPresent(findings::add);
            }
        }));
        return List.copyOf(findings);
    }

    private static Optional<String> wish(Ground ground) {
        var environment = ground.configuration().run().environment();
        if (environment.getOrDefault("CUDA_VISIBLE_DEVICES", "-1").matches("\\d.*|all")) {
            return Optional.of("run.environment (CUDA_VISIBLE_DEVICES)");
        }
        for (Line line : ground.lines()) {
            if (line.calls().stream().anyMatch(call -> call.certain() && call.name().equals("nvidia-smi"))
                    || line.text().matches("(?s).*\\bCUDA_VISIBLE_DEVICES=\\d.*")) {
                return Optional.of(line.key());
            }
        }
        return ground.scripts().stream()
                .filter(script -> CARD.matcher(script.text()).find() && !ASKS_FIRST.matcher(script.text()).find())
                .map(Script::path).findFirst();
    }

    private static Optional<Finding> heap(Ground ground, Line line, Call call) {
        long memory = ground.machine().memory();
        return call.literals().stream().map(HEAP::matcher).filter(Matcher::matches)
                .filter(found -> memory > 0 && bytes(found) > memory).findFirst()
                .map(found -> Finding.warning(Topic.HARDWARE,
                        "%s asks for a heap of %s, but the machine has %.1f GB.".formatted(line.key(), found.group(),
                                memory / 1e9),
                        "Ask for less, or run on a larger machine."));
    }

    private static long bytes(Matcher heap) {
        long unit = heap.group(2).equalsIgnoreCase("g") ? 30 : 20;
        return heap.group(1).length() > 6 ? Long.MAX_VALUE : Long.parseLong(heap.group(1)) << unit;
    }

    /// Only a list of which nothing exists is an error to the system, so its least processor counts.
    private static Optional<Finding> processors(Ground ground, Line line, Call call) {
        List<String> words = call.literals();
        int at = words.indexOf("-c") < 0 ? words.indexOf("--cpu-list") : words.indexOf("-c");
        if (at < 0 || at + 1 >= words.size()) {
            return Optional.empty();
        }
        String list = words.get(at + 1);
        boolean none = list.matches("[\\d,-]{1,40}") && Stream.of(list.split("[,-]")).filter(part -> !part.isEmpty())
                .allMatch(part -> part.length() > 5 || Integer.parseInt(part) >= ground.machine().processors());
        return none
                ? Optional.of(Finding.warning(Topic.HARDWARE,
                        line.key() + " wants processors " + list + "; this machine has " + ground.machine().processors()
                                + ", counted from 0.",
                        "Name processors that exist."))
                : Optional.empty();
    }
}
