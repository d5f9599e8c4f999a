package dev.autoresearch.setup.kind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The explicit rules of a makefile, with simple variables put in. No more of Make is understood.
final class Makefile {
    private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_]\\w*)\\s*(?::|\\?|\\+)?=\\s*(.*)");
    private static final Pattern RULE = Pattern.compile("([\\w./$(){} -]+?)\\s*::?(?!=)\\s*([^;]*)(?:;(.*))?");
    private static final Pattern USE = Pattern.compile("\\$[({](\\w+)[)}]");
    private static final Pattern OUTPUT = Pattern.compile("\\s-o\\s");
    private static final Pattern RUN = Pattern.compile("(?m)(^|&& |; )[@-]*(time )?\\./");
    private static final int DEEPEST = 8;

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final StringBuilder included = new StringBuilder();
    private final Set<String> phony = new LinkedHashSet<>();

    private record Rule(int line, List<String> prerequisites, StringBuilder recipe) {}

    private Makefile() {}

    static Makefile read(String text) {
        var makefile = new Makefile();
        List<Rule> open = List.of();
        int number = 0;
        for (String line : text.replace("\\\n", " ").split("\n", -1)) {
            number++;
            if (line.startsWith("\t")) {
                for (Rule rule : open) {
                    rule.recipe().append(makefile.expanded(line.strip())).append('\n');
                }
            } else if (!line.startsWith("#")) {
                open = makefile.line(line.replaceFirst("\\s+#.*", ""), number, open);
            }
        }
        return makefile;
    }

    private List<Rule> line(String line, int number, List<Rule> open) {
        if (line.isBlank()) {
            return open;
        }
        if (line.startsWith("include ") || line.startsWith("-include ")) {
            included.append(line.substring(line.indexOf(' '))).append('\n');
            return List.of();
        }
        Matcher variable = VARIABLE.matcher(line);
        if (variable.matches()) {
            variables.merge(variable.group(1), expanded(variable.group(2)).strip(),
                    (old, value) -> line.contains("+=") ? old + " " + value : value);
            return open;
        }
        Matcher rule = RULE.matcher(line);
        if (!rule.matches()) {
            return List.of();
        }
        List<String> prerequisites = words(expanded(rule.group(2)));
        var rulesOpened = new ArrayList<Rule>();
        for (String target : words(expanded(rule.group(1)))) {
            if (target.equals(".PHONY")) {
                phony.addAll(prerequisites);
            } else if (!target.startsWith(".") && !target.contains("%")) {
                Rule made = rules.computeIfAbsent(target,
                        name -> new Rule(number, new ArrayList<>(), new StringBuilder()));
                made.prerequisites().addAll(prerequisites);
                rulesOpened.add(made);
            }
        }
        return rulesOpened;
    }

    /// All targets with the line on which each first stands, in the order of the file.
    Map<String, Integer> targets() {
        var lines = new LinkedHashMap<String, Integer>();
        rules.forEach((name, rule) -> lines.put(name, rule.line()));
        return lines;
    }

    int line(String target) {
        return rules.containsKey(target) ? rules.get(target).line() : 1;
    }

    /// What is run for a target.
    String recipe(String target) {
        return rules.containsKey(target) ? rules.get(target).recipe().toString() : "";
    }

    /// Whether a target is a file that its recipe makes, rather than something that it runs.
    boolean isFile(String target) {
        return !phony.contains(target) && OUTPUT.matcher(recipe(target)).find() && !RUN.matcher(recipe(target)).find();
    }

    /// The targets that a target needs built first.
    List<String> prerequisites(String target) {
        Rule rule = rules.get(target);
        return rule == null ? List.of() : rule.prerequisites().stream().filter(rules::containsKey).distinct().toList();
    }

    /// The recipes of a target and of all it depends on, with the names of their sources and of included files.
    String everything(String target) {
        var seen = new LinkedHashSet<String>();
        collect(target, seen, 0);
        var text = new StringBuilder(included);
        for (String one : seen) {
            Rule rule = rules.get(one);
            text.append(one).append('\n');
            if (rule != null) {
                text.append(String.join(" ", rule.prerequisites())).append('\n').append(rule.recipe());
            }
        }
        return text.toString();
    }

    /// The program that is built by default, if a rule links one.
    Optional<String> program() {
        Stream<String> all = Stream.concat(prerequisites("all").stream(), rules.keySet().stream());
        return all.filter(target -> isFile(target) && !target.matches(".*\\.(o|a|so)") && !Sources.harness(target)
                && !Sources.test(target)).findFirst();
    }

    private void collect(String target, Set<String> seen, int depth) {
        if (depth < DEEPEST && seen.add(target) && rules.containsKey(target)) {
            rules.get(target).prerequisites().forEach(one -> collect(one, seen, depth + 1));
        }
    }

    private String expanded(String text) {
        return USE.matcher(text).replaceAll(
                use -> Matcher.quoteReplacement(variables.getOrDefault(use.group(1), use.group())));
    }

    private static List<String> words(String text) {
        return Stream.of(text.strip().split("\\s+")).filter(word -> !word.isEmpty() && !word.equals("|")).toList();
    }
}
