package dev.autoresearch.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/// Reads `autoresearch.yaml` into a [Configuration]. Everything that is wrong with the file is told at once, each with
/// line, key, what was expected and a suggestion; nothing is guessed beyond what the documentation says. Thread-safe.
public final class ConfigurationReader {
    /// The names looked for, the first one first.
    public static final List<String> FILE_NAMES = List.of("autoresearch.yaml", "autoresearch.yml");

    /// The largest file that is read, in bytes.
    public static final int LARGEST = 1_000_000;

    private static final Pattern BRANCH_PREFIX = Pattern.compile("[\\p{L}\\p{N}_-]+(?:[./][\\p{L}\\p{N}_-]+)*");

    private ConfigurationReader() {}

    /// The configuration file that counts for `start`: in this folder or the nearest one above it that has one, looking
    /// no further than the folder with `.git`.
    public static Optional<Path> find(Path start) {
        for (Path folder = start.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            for (String name : FILE_NAMES) {
                Path file = folder.resolve(name);
                if (Files.isRegularFile(file)) {
                    return Optional.of(file);
                }
            }
            if (Files.exists(folder.resolve(".git"))) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// Reads a file.
    ///
    /// @throws Refusal with [Exit#CONFIGURATION] and one detail a finding, if the file cannot be read or used
    public static Configuration read(Path file) {
        return parse(text(file), file.toString());
    }

    /// The text of a configuration file, checked to be UTF-8 and of a sensible size.
    ///
    /// @throws Refusal with [Exit#CONFIGURATION] if it cannot be read
    public static String text(Path file) {
        String next = "Check the file's name and content, or run `autoresearch init` to write a new one.";
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new Refusal(Exit.CONFIGURATION,
                        file + " is larger than " + LARGEST + " bytes and cannot be a configuration.", next);
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(Exit.CONFIGURATION, file + " is not UTF-8 text.", "Save " + file + " as UTF-8.");
        } catch (NoSuchFileException e) {
            throw new Refusal(Exit.CONFIGURATION, file + " does not exist.", "Run `autoresearch init` to write one.");
        } catch (IOException e) {
            throw new Refusal(Exit.CONFIGURATION, file + " cannot be read: " + e.getMessage(), next);
        }
    }

    /// Reads a text.
    ///
    /// @param fileName how the text's origin is called in messages
    /// @throws Refusal with [Exit#CONFIGURATION] and one detail a finding, if the text cannot be used
    public static Configuration parse(String text, String fileName) {
        var findings = new Findings(fileName);
        var builder = new ConfigurationBuilder();
        YamlText.root(text, findings).ifPresent(root -> everything(root, findings, builder));
        if (!findings.isEmpty()) {
            throw findings.refusal();
        }
        return builder.build();
    }

    private static void everything(MappingNode node, Findings findings, ConfigurationBuilder builder) {
        YamlSection root = YamlSection.of(YamlKeys.ROOT, "", node, findings);
        root.get("goal").flatMap(value -> value.text("one line"))
                .map(goal -> String.join(" ", goal.strip().split("\\s+")))
                .ifPresent(builder::goal);
        root.require("scope", "what may change", "scope: {modify: [src/**]}")
                .flatMap(value -> value.section(YamlKeys.SCOPE)).ifPresent(scope -> ScopeReader.read(scope, builder));
        root.require("run", "the experiment", "run: {command: ./bench.sh}")
                .flatMap(value -> value.section(YamlKeys.RUN))
                .ifPresent(run -> RunReader.read(run, builder));
        root.require("metrics", "at least one metric", "metrics: [{name: score, direction: higher}]")
                .ifPresent(new MetricReader(builder)::read);
        root.get("guard").ifPresent(value -> guard(value, builder));
        section(root, "decide", YamlKeys.DECIDE).ifPresent(decide -> decide(decide, builder));
        root.get("repeats").ifPresent(value -> repeats(value, builder));
        section(root, "crash", YamlKeys.CRASH).flatMap(crash -> crash.get("retries"))
                .flatMap(value -> value.whole(0, 100)).ifPresent(builder::crashRetries);
        section(root, "budget", YamlKeys.BUDGET).ifPresent(budget -> budget(budget, builder));
        root.get("proposer").ifPresent(value -> ProposerReader.read(value, builder));
        root.get("knobs").ifPresent(value -> new KnobReader(builder).read(value, builder.scope.modify()));
        root.get("workspace").ifPresent(value -> workspace(value, builder));
        section(root, "results", YamlKeys.RESULTS).flatMap(results -> results.get("profile"))
                .flatMap(value -> value.choice(profiles())).ifPresent(builder::results);
        section(root, "report", YamlKeys.REPORT).flatMap(report -> report.get("every"))
                .flatMap(value -> value.whole(1, Integer.MAX_VALUE)).ifPresent(builder::reportEvery);
        root.get("no-new-dependencies").flatMap(YamlValue::flag).ifPresent(builder::noNewDependencies);
    }

    private static Optional<YamlSection> section(YamlSection root, String key, YamlKeys keys) {
        return root.get(key).flatMap(value -> value.section(keys));
    }

    private static void guard(YamlValue value, ConfigurationBuilder builder) {
        String expected = "a command such as mvn -q test, or a map with command and timeout";
        if (!value.isMap()) {
            value.text(expected).ifPresent(builder::guard);
            return;
        }
        value.section(YamlKeys.GUARD).ifPresent(guard -> {
            var timeout = guard.get("timeout").flatMap(YamlValue::duration).orElse(Guard.NONE.timeout());
            guard.require("command", "the command that must pass", "command: mvn -q test")
                    .flatMap(command -> command.text("a command"))
                    .ifPresent(command -> builder.guard(new Guard(command, timeout)));
        });
    }

    private static void decide(YamlSection section, ConfigurationBuilder builder) {
        section.get("rule").flatMap(value -> value.choice(words(Decide.Rule.values())))
                .ifPresent(rule -> builder.decide(builder.decide.with(rule)));
        section.get("on-tie").flatMap(value -> value.choice(words(Decide.OnTie.values())))
                .ifPresent(onTie -> builder.decide(builder.decide.with(onTie)));
        section.get("min-effect").flatMap(YamlValue::share)
                .ifPresent(share -> builder.decide(builder.decide.withMinEffect(share)));
    }

    private static void repeats(YamlValue value, ConfigurationBuilder builder) {
        String expected = "auto or a number from 1 to 1000";
        if (value.text(expected).filter(text -> !text.equals("auto")).isPresent()) {
            value.count(expected, 1, 1000).map(Math::toIntExact).ifPresent(builder::repeats);
        }
    }

    private static void budget(YamlSection section, ConfigurationBuilder builder) {
        Budget usual = builder.budget;
        String counted = Quantity.COUNT_FORM + ", at least 1";
        builder.budget(new Budget(
                section.get("experiments").flatMap(value -> value.count(Quantity.COUNT_FORM, 0, Budget.UNLIMITED))
                        .orElse(usual.experiments()),
                section.get("runs").flatMap(value -> value.count(counted, 1, Budget.UNLIMITED)).orElse(usual.runs()),
                section.get("wall").flatMap(YamlValue::duration).orElse(usual.wall()),
                section.get("cost").flatMap(YamlValue::dollars).orElse(usual.cost()),
                section.get("tokens").flatMap(value -> value.count(counted, 1, Budget.UNLIMITED))
                        .orElse(usual.tokens()),
                section.get("consecutive-crashes").flatMap(value -> value.count(counted, 1, Budget.UNLIMITED))
                        .orElse(usual.consecutiveCrashes())));
    }

    private static void workspace(YamlValue value, ConfigurationBuilder builder) {
        WorkspaceSettings usual = builder.workspace;
        Map<String, WorkspaceSettings.Kind> kinds = words(WorkspaceSettings.Kind.values());
        if (!value.isMap()) {
            value.choice(kinds)
                    .ifPresent(kind -> builder.workspace(new WorkspaceSettings(kind, usual.share(), usual.copy(),
                            usual.keep(), usual.branchPrefix())));
            return;
        }
        value.section(YamlKeys.WORKSPACE)
                .ifPresent(section -> builder.workspace(new WorkspaceSettings(
                        section.get("kind").flatMap(kind -> kind.choice(kinds)).orElse(usual.kind()),
                        section.get("share").map(RelativePath::readAll).orElse(usual.share()),
                        section.get("copy").map(RelativePath::readAll).orElse(usual.copy()),
                        section.get("keep").map(RelativePath::readAll).orElse(usual.keep()),
                        section.get("branch-prefix").flatMap(ConfigurationReader::branchPrefix)
                                .orElse(usual.branchPrefix()))));
    }

    private static Optional<String> branchPrefix(YamlValue value) {
        String expected = "the front part of a branch name, such as autoexp";
        return value.text(expected).filter(text -> {
            boolean sound = BRANCH_PREFIX.matcher(text).matches() && !text.endsWith(".lock");
            if (!sound) {
                value.wrong(Findings.shown(text), expected, "use letters, digits, - and _");
            }
            return sound;
        });
    }

    private static Map<String, ResultsProfile> profiles() {
        var profiles = new LinkedHashMap<String, ResultsProfile>();
        for (ResultsProfile profile : ResultsProfile.values()) {
            profiles.put(profile.word(), profile);
        }
        return profiles;
    }

    private static <E extends Enum<E>> Map<String, E> words(E[] values) {
        var words = new LinkedHashMap<String, E>();
        for (E value : values) {
            words.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
        }
        return words;
    }
}
