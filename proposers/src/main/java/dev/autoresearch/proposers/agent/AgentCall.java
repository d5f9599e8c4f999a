package dev.autoresearch.proposers.agent;

import dev.autoresearch.config.AgentSettings;
import dev.autoresearch.config.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One call of a program: the script that starts it and the environment that it gets. The script stays in the
/// experiment's folder, so that a person can see what was started.
///
/// @param script      in the language of `sh`
/// @param environment everything that the program gets
record AgentCall(String script, Map<String, String> environment) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+:,./=-]+");
    /// The largest argument that Linux takes is 128 KiB.
    private static final long LARGEST_ARGUMENT = 120_000;

    /// Copies the environment.
    AgentCall {
        environment = Map.copyOf(environment);
    }

    /// What a call is made of.
    ///
    /// @param program  what is called
    /// @param command  the command line, where the program is no known one
    /// @param settings as the user gave them
    /// @param scope    of the project
    /// @param home     of the user
    /// @param user     the user's whole environment
    /// @param passed   what of it commands get
    record Order(AgentProgram program, String command, AgentSettings settings, Scope scope, Path home,
            Map<String, String> user, Map<String, String> passed) {

        /// The folders of the user's that the program may write to, in our sandbox.
        List<Path> writable() throws IOException {
            var paths = new ArrayList<Path>();
            for (HomeFile file : program.writable()) {
                Path path = file.in(home, user);
                if (file.folder()) {
                    // It would make it itself, and cannot in the sandbox.
                    Files.createDirectories(path);
                }
                if (Files.exists(path)) {
                    paths.add(path.toRealPath());
                }
            }
            return paths;
        }
    }

    /// What is different each time.
    ///
    /// @param desk    where it works
    /// @param work    a folder of its own in the experiment's
    /// @param files   where the files made for it are, which nobody else can write to
    /// @param prompt  the file with the prompt
    /// @param session the conversation to go on in; empty for a new one
    /// @param dollars that may be spent; infinite for no cap
    /// @param timeout of the call
    /// @param sandbox around it; null for none
    record Moment(Path desk, Path work, Path files, Path prompt, String session, double dollars, Duration timeout,
            @Nullable Sandbox sandbox) {}

    /// The sandbox around a call.
    record Sandbox(Bubblewrap bubblewrap, Reach reach) {}

    /// Prepares a call and the files that it needs.
    ///
    /// @throws IOException if these cannot be written
    static AgentCall prepare(Order order, Moment moment) throws IOException {
        AgentProgram program = order.program();
        boolean confined = moment.sandbox() != null;
        Template template = template(order, moment);
        Map<String, String> environment = environment(order, template, confined);
        Files.createDirectories(moment.work());
        for (AgentProgram.OwnFile file : program.files()) {
            Files.writeString(moment.files().resolve(file.name()), content(file, template, environment));
        }
        var script = new StringBuilder("#!/bin/sh\nexec");
        for (String word : words(order, moment, template)) {
            script.append(' ').append(quoted(word));
        }
        switch (program.prompt()) {
            case STDIN -> script.append(" < ").append(quoted(moment.prompt().toString()));
            case ARGUMENT -> script.append(' ').append(argument(moment.prompt())).append(" < /dev/null");
        }
        return new AgentCall(script.append('\n').toString(), environment);
    }

    private static List<String> words(Order order, Moment moment, Template template) throws IOException {
        AgentProgram program = order.program();
        var words = new ArrayList<String>();
        Sandbox sandbox = moment.sandbox();
        if (sandbox != null) {
            var writable = new ArrayList<>(order.writable());
            writable.add(moment.work());
            words.addAll(sandbox.bubblewrap().before(sandbox.reach(), writable, needed(order, moment)));
        }
        if (program.program().isEmpty()) {
            words.addAll(List.of("/bin/sh", "-c", order.command()));
            return words;
        }
        words.add(program.program());
        words.addAll(template.arguments(program.arguments()));
        words.addAll(template.arguments(sandbox != null ? program.confined() : program.guarded()));
        words.addAll(order.settings().arguments());
        words.addAll(template.arguments(program.last()));
        return words;
    }

    private static List<Path> needed(Order order, Moment moment) {
        return Stream.concat(
                Stream.of(order.user().getOrDefault("PATH", "").split(":")).filter(path -> path.startsWith("/"))
                        .map(Path::of),
                Stream.of(moment.prompt().toAbsolutePath(), order.home(), moment.files(),
                        Path.of(order.program().program()).toAbsolutePath()))
                .toList();
    }

    private static Template template(Order order, Moment moment) {
        AgentSettings settings = order.settings();
        Scope scope = order.scope();
        return new Template(Map.of("model", settings.model(), "turns", Integer.toString(settings.turns()), "dollars",
                Double.isInfinite(moment.dollars()) ? "" : String.format(Locale.ROOT, "%.4f", moment.dollars()),
                "seconds", Long.toString(Math.max(1, moment.timeout().toSeconds())), "session", moment.session(),
                "desk", moment.desk().toString(), "work", moment.work().toString(), "files", moment.files().toString()),
                Map.of("modify", scope.modify().patterns(), "protect", scope.protect().patterns(), "hidden",
                        scope.hidden().patterns(), "protectPattern", ScopePatterns.of(scope.protect().patterns()),
                        "hiddenPattern", ScopePatterns.of(scope.hidden().patterns())));
    }

    private static Map<String, String> environment(Order order, Template template, boolean confined) {
        AgentProgram program = order.program();
        var variables = new HashMap<>(order.passed());
        Stream.concat(program.keys().stream(), order.settings().passEnvironment().stream())
                .filter(order.user()::containsKey).forEach(name -> variables.put(name, order.user().get(name)));
        program.without().forEach(variables::remove);
        put(variables, program.environment(), template);
        put(variables, confined ? program.confinedEnvironment() : program.guardedEnvironment(), template);
        return variables;
    }

    private static void put(Map<String, String> variables, Map<String, JsonNode> more, Template template) {
        more.forEach((name, value) -> {
            JsonNode filled = template.json(value);
            if (!filled.isNull()) {
                variables.put(name, filled.isString() ? filled.asString() : filled.toString());
            }
        });
    }

    private static String content(AgentProgram.OwnFile file, Template template, Map<String, String> environment) {
        if (!file.needs().isEmpty() && !environment.containsKey(file.needs())) {
            return "{}\n";
        }
        return file.json().isMissingNode() ? template.lines(file.lines()) : template.json(file.json()) + "\n";
    }

    private static String argument(Path prompt) throws IOException {
        return Files.size(prompt) <= LARGEST_ARGUMENT
                ? "\"$(cat " + quoted(prompt.toString()) + ")\""
                : quoted("Read the whole of the file " + prompt + " first: it is your task. Then do it.");
    }

    /// A word as the shell takes it for what it is.
    static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
