package dev.autoresearch.proposers.agent;

import dev.autoresearch.config.LlmSettings;
import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.ProposerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who could propose here: the programs that are installed and signed in, then the models that a key is there for. Looks
/// at files and variables that it is given and starts nothing.
public final class AgentDetection {
    private static final long LARGEST_SIGN = 4L << 20;

    private AgentDetection() {}

    /// Somebody who might propose.
    ///
    /// @param kind   as the configuration names it: `claude`, `llm`, `search`, …
    /// @param usable whether they can be asked
    /// @param reason why or why not, one phrase, for example `is not installed`
    public record Candidate(String kind, boolean usable, String reason) {}

    /// Everybody who was looked at.
    ///
    /// @param candidates in the order of preference; the last one, `search`, is always usable
    /// @param model      the language model that would be asked, if one can be
    public record Detected(List<Candidate> candidates, Optional<ModelChoice> model) {

        /// Copies the list.
        public Detected {
            candidates = List.copyOf(candidates);
        }

        /// What `auto` comes to: the first who can be asked, with the settings given for `auto`.
        public ProposerChoice choice(ProposerChoice auto) {
            LlmSettings llm = auto.llm();
            LlmSettings models = llm.models().isEmpty()
                    ? new LlmSettings(model.stream().toList(), llm.turns(), llm.commands())
                    : llm;
            return new ProposerChoice(chosen().kind(), auto.command(), auto.timeout(), auto.agent(), models,
                    auto.briefTokens());
        }

        /// The first who can be asked.
        public Candidate chosen() {
            return candidates.stream().filter(Candidate::usable).findFirst().orElseThrow();
        }
    }

    /// Looks at everybody.
    ///
    /// @param environment the user's whole environment
    /// @param home        the user's home folder
    public static Detected look(Map<String, String> environment, Path home) {
        var candidates = new ArrayList<Candidate>();
        AgentPrograms.all().forEach(program -> candidates.add(look(program, environment, home)));
        Optional<ModelChoice> model = ModelDetection.look(environment);
        candidates.add(new Candidate("llm", model.isPresent(), model.map(ModelDetection::reason)
                .orElse("there is no key of a language model and no Ollama with a model")));
        candidates.add(new Candidate("search", true, "the built-in optimiser needs nothing"));
        return new Detected(candidates, model);
    }

    /// One program by its name.
    public static Candidate look(String name, Map<String, String> environment, Path home) {
        return look(AgentPrograms.named(name), environment, home);
    }

    static Candidate look(AgentProgram program, Map<String, String> environment, Path home) {
        var installed = AgentPrograms.onPath(program.program(), environment);
        if (installed.isEmpty()) {
            return new Candidate(program.name(), false, "is not installed");
        }
        for (String key : program.keys()) {
            if (!environment.getOrDefault(key, "").isBlank()) {
                return new Candidate(program.name(), true, installed.get() + ", with " + key);
            }
        }
        for (AgentProgram.Sign sign : program.signedIn()) {
            Path file = sign.file().in(home, environment);
            if (says(file, sign.mentions())) {
                return new Candidate(program.name(), true, installed.get() + ", signed in");
            }
        }
        return new Candidate(program.name(), false, "is installed, but not signed in");
    }

    private static boolean says(Path file, String mention) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) == 0 || Files.size(file) > LARGEST_SIGN) {
                return false;
            }
            return mention.isEmpty() || Files.readString(file).contains(mention);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
