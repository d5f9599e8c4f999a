package dev.autoresearch.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `run`: the commands, their limits and surroundings.
final class RunReader {
    static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String COMMAND = "a shell command";
    private static final String VARIABLES = "names and values such as {LANG: C.UTF-8}";

    private RunReader() {}

    /// Reads the section.
    ///
    /// @param needed whether it must name the experiment
    /// @param judges reads what a model judges
    static void read(YamlSection run, boolean needed, ConfigurationBuilder builder, JudgeReader judges) {
        Optional<YamlValue> command = needed
                ? run.require("command", "the command that is the experiment", "command: ./bench.sh")
                : run.get("command");
        command.flatMap(value -> value.text(COMMAND)).ifPresent(builder::command);
        run.get("smoke").flatMap(value -> value.text(COMMAND)).ifPresent(builder::smoke);
        run.get("proxy").flatMap(value -> value.section(YamlKeys.PROXY)).flatMap(proxy -> proxy(proxy, judges))
                .ifPresent(builder::proxy);
        run.get("check").flatMap(value -> value.text(COMMAND)).ifPresent(builder::check);
        run.get("prepare").flatMap(value -> value.text(COMMAND)).ifPresent(builder::prepare);
        run.get("timeout").flatMap(YamlValue::duration).ifPresent(builder::timeout);
        run.get("prepare-timeout").flatMap(YamlValue::duration).ifPresent(builder::prepareTimeout);
        run.get("idle-timeout").flatMap(YamlValue::duration).ifPresent(builder::idleTimeout);
        run.get("directory").flatMap(RelativePath::read).map(RunReader::folder).ifPresent(builder::directory);
        run.get("environment").ifPresent(value -> environment(value, builder));
        run.get("pass-environment").map(RunReader::names).ifPresent(builder::passEnvironment);
        run.get("purge").map(RelativePath::globs).map(ScopeReader::globs).ifPresent(builder::purge);
        run.get("log-limit").flatMap(value -> value.bytes(1_000)).ifPresent(builder::logLimit);
    }

    private static Optional<Proxy> proxy(YamlSection proxy, JudgeReader judges) {
        Optional<String> command = proxy.require("command", "the command that stands in", "command: ./bench.sh --short")
                .flatMap(value -> value.text(COMMAND));
        Optional<Metric> metric = proxy.require("metric", "the number read out of it", "metric: {name: p99_ms}")
                .flatMap(value -> new MetricReader(judges).one(value));
        metric.flatMap(_ -> proxy.get("metric")).filter(_ -> metric.get().tolerance().isPresent())
                .ifPresent(
                        value -> value.wrong("a tolerance of a stand-in", "allow beside metric", "write allow there"));
        Duration timeout = proxy.get("timeout").flatMap(YamlValue::duration).orElse(Proxy.DEFAULT_TIMEOUT);
        double allow = proxy.get("allow").flatMap(YamlValue::share).orElse(Proxy.DEFAULT_ALLOW);
        return command.flatMap(line -> metric.map(read -> new Proxy(line, timeout, read, allow)));
    }

    private static String folder(String directory) {
        String normal = GlobPattern.normal(directory);
        return normal.equals("**") ? "." : normal;
    }

    private static void environment(YamlValue value, ConfigurationBuilder builder) {
        for (Map.Entry<String, YamlValue> variable : value.members(VARIABLES).entrySet()) {
            if (!VARIABLE.matcher(variable.getKey()).matches()) {
                variable.getValue().wrong("the name " + Findings.shown(variable.getKey()),
                        "a name of letters, digits and _, not starting with a digit", "");
            }
            variable.getValue().textOrEmpty("a plain value")
                    .ifPresent(text -> builder.environment(variable.getKey(), text));
        }
    }

    /// Names of environment variables.
    static List<String> names(YamlValue value) {
        String expected = "names of environment variables such as [OPENAI_API_KEY]";
        return value.texts(expected).stream().flatMap(entry -> entry.text(expected).filter(name -> {
            boolean sound = VARIABLE.matcher(name).matches();
            if (!sound) {
                entry.wrong(Findings.shown(name), expected,
                        name.contains("=") ? "values go under run.environment" : "");
            }
            return sound;
        }).stream()).toList();
    }
}
