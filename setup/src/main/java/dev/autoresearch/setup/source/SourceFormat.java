package dev.autoresearch.setup.source;

import dev.autoresearch.config.Budget;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.TimeLimit;
import dev.autoresearch.config.WorkspaceSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes our configuration in the words of another tool, as far as it has words for it; the reader of the same name
/// reads it back.
public enum SourceFormat {
    /// `research.json`
    RESEARCH_JSON("research-json") {
        @Override
        public Written write(Configuration c) {
            var words = new Words(c, "research.json", "scope.read", "run.check", "no-new-dependencies");
            Map<String, Object> all = words.map;
            all.put("run_command", c.run().command());
            all.put("modifiable_files", c.scope().modify().patterns());
            words.some("readonly_files", c.scope().read());
            words.timeout().ifPresent(limit -> all.put("timeout_seconds", words.seconds(limit)));
            all.put("metric_name", c.primary().name());
            Optional<String> pattern = Spoken.regex(c.primary())
                    .filter(text -> MetricText.of(text).equals(c.primary().extractor()));
            words.extract(pattern.or(() -> Spoken.shell(c.primary()).filter(MetricText::command)))
                    .ifPresent(text -> all.put(pattern.isPresent() ? "metric_pattern" : "metric_grep", text));
            all.put("metric_direction", c.primary().direction().word());
            if (!c.run().check().isEmpty()) {
                all.put("setup_check", c.run().check());
            }
            all.put("no_new_dependencies", c.noNewDependencies());
            return words.json("research.json");
        }
    },
    /// The section of `CLAUDE.md`.
    CLAUDE_MD("claude-md") {
        @Override
        public Written write(Configuration c) {
            var words = new Words(c, "CLAUDE.md", "scope.protect");
            words.line("target_file", words.commas("scope.modify", c.scope().modify()));
            words.line("run_command", c.run().command());
            words.line("metric_name", c.primary().name());
            words.extract(Spoken.shell(c.primary())).ifPresent(shell -> words.line("metric_parse", shell));
            words.line("metric_direction", c.primary().direction() == Direction.LOWER
                    ? "lower_is_better"
                    : "higher_is_better");
            words.timeout().ifPresent(limit -> words.line("time_budget", words.seconds(limit).toString()));
            if (!c.scope().protect().isEmpty()) {
                words.line("readonly_files", words.commas("scope.protect", c.scope().protect()));
            }
            return words.text("CLAUDE.md", "## autoresearch\n\n" + words.lines);
        }
    },
    /// The prompt of a pi session, which names the command instead of a script.
    PI("pi") {
        @Override
        public Written write(Configuration c) {
            var words = new Words(c, ".auto/prompt.md", "goal", "scope.protect", "no-new-dependencies", "metrics");
            words.extract(Spoken.regex(c.primary()).filter(_ -> c.primary().extractor().toString()
                    .startsWith("MetricLines")));
            words.timeout().ifPresent(_ -> words.leftOut.add("run.timeout cannot be said in .auto/prompt.md."));
            var text = new StringBuilder("# Autoresearch: ").append(c.goal().isEmpty()
                    ? "better " + c.primary().name()
                    : c.goal()).append("\n\n## Metrics\n\n- **Primary**: ").append(named(c.primary())).append('\n');
            if (c.metrics().size() > 1) {
                text.append("- **Secondary**: ").append(c.metrics().stream().skip(1).map(SourceFormat::named)
                        .collect(Collectors.joining(", "))).append('\n');
            }
            text.append("\n## How to Run\n\n```sh\n").append(c.run().command())
                    .append("\n```\n\n## Files in Scope\n\n").append(list(c.scope().modify()));
            if (!c.scope().protect().isEmpty()) {
                text.append("\n## Off Limits\n\n").append(list(c.scope().protect()));
            }
            text.append("\n## Constraints\n\n- ").append(c.noNewDependencies()
                    ? "No new dependencies."
                    : "New dependencies are allowed.").append('\n');
            if (c.budget().experiments() != Budget.UNLIMITED) {
                words.leftOut.add("budget.experiments belongs into .auto/config.json: {\"maxIterations\": "
                        + c.budget().experiments() + "}.");
            }
            if (c.guard().present()) {
                words.leftOut.add("guard belongs into a script .auto/checks.sh.");
            }
            return words.text(".auto/prompt.md", text.toString());
        }
    },
    /// `.crucible/config.yaml`
    CRUCIBLE("crucible") {
        @Override
        public Written write(Configuration c) {
            var words = new Words(c, ".crucible/config.yaml", "goal", "scope.read", "scope.hidden", "run.check",
                    "repeats", "no-new-dependencies");
            Map<String, Object> all = words.map;
            all.put("name", c.goal().isEmpty() ? c.primary().name() : c.goal());
            var files = words.under("files");
            files.put("editable", c.scope().modify().patterns());
            if (!c.scope().read().isEmpty()) {
                files.put("readonly", c.scope().read().patterns());
            }
            if (!c.scope().hidden().isEmpty()) {
                files.put("hidden", c.scope().hidden().patterns());
            }
            var commands = words.under("commands");
            if (!c.run().check().isEmpty()) {
                commands.put("setup", c.run().check());
            }
            commands.put("run", c.run().command());
            words.extract(Spoken.shell(c.primary())).ifPresent(shell -> commands.put("eval", shell));
            var metric = words.under("metric");
            metric.put("name", c.primary().name());
            metric.put("direction", c.primary().direction() == Direction.LOWER ? "minimize" : "maximize");
            var constraints = words.under("constraints");
            words.timeout().ifPresent(limit -> constraints.put("timeout_seconds", words.seconds(limit)));
            constraints.put("allow_install", !c.noNewDependencies());
            if (!c.repeats().automatic()) {
                words.under("evaluation").put("repeat", c.repeats().count());
            }
            words.under("git").put("branch_prefix", words.branchPrefix());
            return words.text(".crucible/config.yaml", new Dump(DumpSettings.builder()
                    .setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(Integer.MAX_VALUE).setSplitLines(false).build())
                    .dumpToString(all));
        }
    },
    /// `.autoresearch/config.json`
    NEUROLINK("neurolink") {
        @Override
        public Written write(Configuration c) {
            var words = new Words(c, ".autoresearch/config.json", "scope.protect");
            Map<String, Object> all = words.map;
            all.put("repoPath", ".");
            all.put("mutablePaths", c.scope().modify().patterns());
            words.some("immutablePaths", c.scope().protect());
            all.put("runCommand", c.run().command());
            var metric = words.under("metric");
            metric.put("name", c.primary().name());
            metric.put("direction", c.primary().direction().word());
            words.extract(Spoken.regex(c.primary())).ifPresent(pattern -> metric.put("pattern", pattern));
            words.timeout().ifPresent(limit -> all.put("timeoutMs", limit.toMillis()));
            all.put("branchPrefix", words.branchPrefix());
            if (c.budget().experiments() != Budget.UNLIMITED) {
                all.put("maxExperiments", c.budget().experiments());
            }
            words.budget(Budget.NONE.withExperiments(c.budget().experiments()));
            return words.json(".autoresearch/config.json");
        }
    };

    private final String word;

    SourceFormat(String word) {
        this.word = word;
    }

    /// The word on the command line.
    public String word() {
        return word;
    }

    /// The format of this word.
    public static Optional<SourceFormat> of(String word) {
        return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
    }

    /// Writes a configuration that has a command.
    public abstract Written write(Configuration configuration);

    private static String named(Metric metric) {
        return metric.name() + " (" + (metric.unit().isEmpty() ? "" : metric.unit() + ", ")
                + metric.direction().word() + " is better)";
    }

    private static String list(Globs globs) {
        return globs.patterns().stream().map(pattern -> "- `" + pattern + "`\n").collect(Collectors.joining());
    }

    /// What one writing puts together.
    private static final class Words {
        private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
                .build();

        final Map<String, Object> map = new LinkedHashMap<>();
        final StringBuilder lines = new StringBuilder();
        final List<String> leftOut = new ArrayList<>();
        private final Configuration configuration;
        private final String format;
        private final Set<String> said = new LinkedHashSet<>(List.of("scope.modify", "run.command"));

        Words(Configuration configuration, String format, String... said) {
            this.configuration = configuration;
            this.format = format;
            this.said.addAll(Arrays.asList(said));
        }

        void some(String key, Globs globs) {
            if (!globs.isEmpty()) {
                map.put(key, globs.patterns());
            }
        }

        Map<String, Object> under(String key) {
            Map<String, Object> inner = new LinkedHashMap<>();
            map.put(key, inner);
            return inner;
        }

        Optional<Duration> timeout() {
            said.add("run.timeout");
            return configuration.run().timeout() instanceof TimeLimit.Fixed(Duration limit)
                    ? Optional.of(limit)
                    : Optional.empty();
        }

        Number seconds(Duration limit) {
            return limit.toMillis() % 1000 == 0 ? (Number) limit.toSeconds() : (Number) (limit.toMillis() / 1000.0);
        }

        Optional<String> extract(Optional<String> way) {
            if (way.isEmpty()) {
                leftOut.add("How " + configuration.primary().name() + " is read cannot be said in " + format + ".");
            }
            return way;
        }

        void line(String key, String value) {
            if (value.isBlank()) {
                return;
            }
            if (value.indexOf('\n') >= 0) {
                leftOut.add(key + " has several lines, of which " + format + " takes none.");
                return;
            }
            lines.append("- ").append(key).append(": ").append(value).append('\n');
        }

        String commas(String key, Globs globs) {
            List<String> sayable = globs.patterns().stream().filter(glob -> glob.indexOf(',') < 0
                    && glob.indexOf('|') < 0).toList();
            if (sayable.size() < globs.patterns().size()) {
                leftOut.add(key + " has patterns with commas, of which " + format + " takes none.");
            }
            return String.join(", ", sayable);
        }

        String branchPrefix() {
            WorkspaceSettings usual = WorkspaceSettings.DEFAULT;
            String prefix = configuration.workspace().branchPrefix();
            if (configuration.workspace().equals(new WorkspaceSettings(usual.kind(), usual.share(), usual.copy(),
                    usual.keep(), prefix))) {
                said.add("workspace");
            }
            return prefix;
        }

        /// @param sayable as much of the budget as the format has
        void budget(Budget sayable) {
            if (configuration.budget().equals(sayable)) {
                said.add("budget");
            }
        }

        Written json(String file) {
            return text(file, MAPPER.writeValueAsString(map) + "\n");
        }

        Written text(String file, String text) {
            List<String> all = new ArrayList<>(leftOut);
            all.addAll(Unsaid.in(configuration, format, said));
            return new Written(file, text, all);
        }
    }
}
