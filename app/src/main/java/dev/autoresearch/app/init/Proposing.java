package dev.autoresearch.app.init;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.proposers.agent.AgentDetection;
import dev.autoresearch.proposers.agent.Agents;
import dev.autoresearch.proposers.search.knob.KnobFinder;
import dev.autoresearch.setup.Origin;
import dev.autoresearch.setup.Setup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who is to make the changes: as the user says, as the setup says, else the built-in search where it finds something to
/// turn, else whoever is there to be asked.
public final class Proposing {
    private static final String KEY = "proposer";
    private static final Pattern MODEL = Pattern.compile("llm[ :]+([a-z]+)/(\\S+)");

    private Proposing() {}

    /// What the user's words for a proposer mean: a kind (`claude`), a kind with settings as in the file
    /// (`{llm: {provider: anthropic, model: NAME}}`), a model (`llm anthropic/NAME`), else a command line.
    ///
    /// @throws Refusal if the settings cannot be used
    public static ProposerChoice parse(String words) {
        Matcher model = MODEL.matcher(words);
        String value = model.matches()
                ? "{llm: {provider: " + model.group(1) + ", model: '" + model.group(2).replace("'", "''") + "'}}"
                : words;
        if (!ProposerChoice.KINDS.contains(value) && !value.startsWith("{")) {
            return new ProposerChoice("command", words, ProposerChoice.DEFAULT_TIMEOUT);
        }
        return ConfigurationReader.parse("proposer: " + value + "\nscope: {modify: [x]}\nrun: {command: x}\n"
                + "metrics: [{name: x, direction: lower}]\n", KEY).proposer();
    }

    /// The setup with the proposer that the user names.
    public static Setup given(Setup setup, String words) {
        return with(setup, parse(words), Origin.read(KEY, "your options"));
    }

    /// The setup with a proposer that has something to work with, as far as one is there.
    ///
    /// @param folder the project's
    static Setup inferred(Setup setup, Path folder, Surroundings surroundings) {
        boolean said = setup.origins().stream().anyMatch(origin -> origin.key().equals(KEY))
                || !setup.configuration().proposer().equals(ProposerChoice.SEARCH);
        if (said) {
            return setup;
        }
        int knobs = knobs(setup.configuration(), folder);
        if (knobs > 0) {
            return with(setup, ProposerChoice.SEARCH, Origin.inferred(KEY, knobs + (knobs == 1 ? " knob" : " knobs")
                    + " to turn in these files; a coding agent (auto, claude, codex …) can rewrite them"));
        }
        Map<String, String> environment = surroundings.environment();
        AgentDetection.Candidate chosen = AgentDetection.look(environment, Agents.home(environment)).chosen();
        return chosen.kind().equals("search")
                ? setup
                : with(setup, parse("auto"), Origin.inferred(KEY,
                        "these files have no knobs to turn, and " + chosen.kind() + " is there: " + chosen.reason()));
    }

    /// Why nobody could propose anything; empty when somebody can.
    static String missing(Configuration configuration, Path folder) {
        return configuration.proposer().kind().equals("search") && knobs(configuration, folder) == 0
                ? "These files have no knobs for the built-in search, and no coding agent or model is set up here: name "
                        + "who proposes with --proposer."
                : "";
    }

    private static int knobs(Configuration configuration, Path folder) {
        try {
            return new KnobFinder(configuration).find(folder, Map.of()).tunables().size();
        } catch (Refusal none) {
            if (none.exit() == Exit.STORAGE) {
                throw none;
            }
            return 0;
        }
    }

    private static Setup with(Setup setup, ProposerChoice choice, Origin origin) {
        List<Origin> origins = new ArrayList<>(setup.origins());
        origins.removeIf(one -> one.key().equals(KEY));
        origins.add(origin);
        return new Setup(setup.configuration().toBuilder().proposer(choice).build(), origins, setup.conflicts(),
                setup.hints());
    }
}
