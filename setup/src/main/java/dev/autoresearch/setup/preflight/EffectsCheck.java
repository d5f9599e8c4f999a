package dev.autoresearch.setup.preflight;

import dev.autoresearch.exec.Environments;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Whether a run reaches out of itself: what it does there is done hundreds of times, and no reset takes it back. Looks at
/// the command lines and, one level deep, at the scripts they start.
final class EffectsCheck implements Check {
    private static final String REMEDY = "Leave it out of the run, or run against something private that may break.";
    private static final Pattern SENDS = Pattern
            .compile("requests\\.(?:post|put|delete|patch)\\(\\s*f?[\"'](https?://[^\"'\\s]+)");
    private static final Pattern MAILS = Pattern.compile("smtplib\\.SMTP(?:_SSL)?\\(\\s*[\"']([\\w.-]+)[\"']");
    private static final Pattern ENTRY = Pattern
            .compile("(?:RAILS_ENV|RACK_ENV|DJANGO_ENV|APP_ENV|FLASK_ENV)=prod(?:uction)?");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public List<Finding> look(Ground ground) {
        var findings = new LinkedHashSet<Finding>();
        ground.ours().forEach(line -> {
            calls(line.key(), line.calls(), findings);
            line.calls().forEach(call -> manifest(ground, line, call, findings));
            Matcher production = ENTRY.matcher(line.text());
            if (production.find()) {
                findings.add(Finding.warning(Topic.EFFECTS, line.key() + " sets " + production.group()
                        + ": it may work on the data of production.", REMEDY));
            }
        });
        for (Script script : ground.scripts()) {
            if (script.use() == Line.Use.PROPOSE) {
                continue;
            }
            String where = script.path() + ", which " + script.by() + " starts,";
            calls(where, script.calls(), findings);
            if (!script.shell()) {
                program(where, script).ifPresent(findings::add);
            }
        }
        variables(ground, findings);
        return List.copyOf(findings);
    }

    private static void calls(String where, List<Call> calls, Set<Finding> findings) {
        calls.forEach(call -> Effect.of(call).map(effect -> finding(where, effect)).ifPresent(findings::add));
    }

    private static Finding finding(String where, Effect effect) {
        String what = where + " " + effect.what() + ".";
        return effect.grave()
                ? Finding.problem(Topic.EFFECTS, what, REMEDY)
                : Finding.warning(Topic.EFFECTS, what, REMEDY);
    }

    /// The scripts of package.json, which are shell.
    private static void manifest(Ground ground, Line line, Call call, Set<Finding> findings) {
        List<String> words = call.literals();
        if (!call.name().matches("npm|pnpm|yarn|bun") || words.isEmpty() || !call.placed()) {
            return;
        }
        String name = words.getFirst().equals("run") && words.size() > 1 ? words.get(1) : words.getFirst();
        String file = call.folder().equals(".") ? "package.json" : call.folder() + "/package.json";
        try {
            String body = JSON.readTree(ground.tree().text(file).orElse("{}")).path("scripts").path(name).asString("");
            calls("script " + name + " of " + file + ", which " + line.key() + " starts,",
                    Calls.of(body, call.folder()), findings);
        } catch (JacksonException broken) {
            // Whoever reads it for a purpose will say so.
        }
    }

    private static Optional<Finding> program(String where, Script script) {
        for (String line : script.text().lines().toList()) {
            if (line.strip().matches("(?:#|//).*")) {
                continue;
            }
            Matcher sends = SENDS.matcher(line);
            if (sends.find()) {
                Optional<String> far = Hosts.of(sends.group(1)).filter(host -> !Hosts.near(host));
                if (far.isPresent()) {
                    return Optional.of(finding(where, new Effect("sends data to " + far.get(),
                            Hosts.production(far.get()) || Hosts.realWorld(far.get()))));
                }
            }
            Matcher mails = MAILS.matcher(line);
            if (mails.find() && !Hosts.near(mails.group(1))) {
                return Optional.of(finding(where, new Effect("sends mail by " + mails.group(1), true)));
            }
        }
        return Optional.empty();
    }

    /// Addresses of production that a run is handed in its environment.
    private static void variables(Ground ground, Set<Finding> findings) {
        var run = ground.configuration().run();
        Map<String, String> variables = Environments
                .forRun(ground.environment(), run.passEnvironment(), run.environment()).variables();
        variables.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .filter(variable -> Hosts.of(variable.getValue()).filter(Hosts::production)
                        .filter(host -> !Hosts.near(host)).isPresent())
                .forEach(variable -> findings.add(Finding.warning(Topic.EFFECTS, "Runs get " + variable.getKey()
                        + ", which leads to production: " + Hosts.of(variable.getValue()).orElse("") + ".",
                        "Unset it before the run, or set it to something private in run.environment.")));
    }
}
