package dev.autoresearch.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads `run`: the commands, their limits and surroundings.
final class RunReader {
    static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String COMMAND = "a shell command";
    private static final String VARIABLES = "names and values such as {LANG: C.UTF-8}";

    private RunReader() {}

    static void read(YamlSection run, ConfigurationBuilder builder) {
        run.require("command", "the command that is the experiment", "command: ./bench.sh")
                .flatMap(value -> value.text(COMMAND)).ifPresent(builder::command);
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

    private static List<String> names(YamlValue value) {
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
