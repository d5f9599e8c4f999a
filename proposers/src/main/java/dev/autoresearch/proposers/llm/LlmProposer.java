package dev.autoresearch.proposers.llm;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.LlmSettings;
import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.proposer.Proposer;
import dev.autoresearch.proposers.brief.BriefPrompt;
import dev.autoresearch.proposers.brief.Reply;
import dev.autoresearch.proposers.brief.ReplyReader;
import dev.autoresearch.proposers.llm.model.Message;
import dev.autoresearch.proposers.llm.model.Model;
import dev.autoresearch.proposers.llm.model.Models;
import dev.autoresearch.proposers.llm.tool.Toolbox;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/// Language models as a proposer. One of the configured models is asked in a conversation of its own for each experiment;
/// it looks at the desk and edits it through a few tools, and ends with its hypothesis. What goes back within an
/// experiment goes on in the same conversation. All money and tokens are told to the purse as they are spent.
///
/// The conversation of each attempt stays in the experiment's folder. Called from one thread.
public final class LlmProposer implements Proposer {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NAME = "llm";

    private final ProposerChoice choice;
    private final LlmSettings settings;
    private final Models models;
    private final List<Model> connected;
    private final List<Optional<Rate>> rates;
    private final Bandit bandit;
    private final Executor executor;
    private final Map<String, String> environment;
    private final Function<Integer, Path> files;
    private final Patience.Pace pace;
    private @Nullable Talk talk;

    /// A proposer that asks the models of `choice`.
    ///
    /// @param models      connects them; closed with the proposer
    /// @param prices      of models whose price is not configured
    /// @param executor    where the configured commands run; is not closed here
    /// @param environment all that those commands get
    /// @param keys        the environment that holds the models' keys
    /// @param files       the folder for files of an experiment, by its number; made when it is needed
    /// @throws Refusal if no model is configured, or the key of one is missing
    public LlmProposer(ProposerChoice choice, Models models, Prices prices, Executor executor,
            Map<String, String> environment, Map<String, String> keys, Function<Integer, Path> files) {
        this(choice, models, prices, executor, environment, keys, files, Patience.Pace.USUAL);
    }

    LlmProposer(ProposerChoice choice, Models models, Prices prices, Executor executor,
            Map<String, String> environment, Map<String, String> keys, Function<Integer, Path> files,
            Patience.Pace pace) {
        this.choice = choice;
        this.settings = choice.llm();
        this.models = models;
        this.executor = executor;
        this.environment = Map.copyOf(environment);
        this.files = files;
        this.pace = pace;
        if (settings.models().isEmpty()) {
            throw new Refusal(Exit.CONFIGURATION, "The llm proposer has no model.",
                    "Write for example `proposer: {llm: {provider: ollama, model: qwen3-coder}}`.");
        }
        this.connected = settings.models().stream().map(model -> models.connect(model, keys)).toList();
        this.rates = settings.models().stream().map(prices::of).toList();
        this.bandit = new Bandit(settings.models(), rates.stream().allMatch(Optional::isPresent));
    }

    /// What the user should know about the configured models, one line; empty for nothing.
    public String note() {
        var unknown = new ArrayList<String>();
        for (int i = 0; i < rates.size(); i++) {
            if (rates.get(i).isEmpty()) {
                unknown.add(connected.get(i).name());
            }
        }
        return unknown.isEmpty()
                ? ""
                : "no price is known for " + String.join(", ", unknown)
                        + ": tokens are counted, money is not, and no cap on money holds; give its price to change that";
    }

    /// The models, one line for people.
    public static String describe(LlmSettings settings) {
        return settings.models().stream().map(model -> model.provider().word() + "/" + model.name())
                .collect(Collectors.joining(", ", "llm: ", ""));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Proposal propose(Brief brief, Path desk, Stop stop) {
        Instant deadline = Instant.now().plus(choice.timeout());
        boolean goesOn = talk != null && talk.experiment() == brief.experiment() && brief.setback() != null;
        Talk now = goesOn && talk != null ? talk : begin(brief);
        String prompt = goesOn ? BriefPrompt.setback(brief) : BriefPrompt.of(brief).changing();
        now.add(new Message.User(prompt));
        Path folder = files.apply(brief.experiment()).toAbsolutePath();
        var transcript = Transcript.begin(folder, brief.attempt(), now.model().name(), goesOn, now.system(), prompt);
        var toolbox = new Toolbox(brief.configuration(), desk, brief.support().archive())
                .allow(settings.commands(), executor, environment, desk, folder, stop);
        var waits = new Patience(brief.support(), stop, pace, deadline, brief.seed());
        boolean priced = rates.get(settings.models().indexOf(now.choice())).isPresent();
        var agent = new Agent(now, toolbox, waits, brief.support(), stop, transcript, priced);
        Agent.End end = agent.run(settings.turns(), brief.seed());
        Proposal proposal = proposal(end, agent, now, brief);
        transcript.end(end.what());
        if (now.till().usage().estimated()) {
            brief.support().doing(now.model().name()
                    + " did not say all tokens that it used; they are estimated from the length of its answers");
        }
        talk = proposal instanceof Proposal.Edited ? now : null;
        return proposal;
    }

    private Talk begin(Brief brief) {
        int chosen = bandit.choose(brief.seed());
        return new Talk(brief.experiment(), connected.get(chosen), settings.models().get(chosen),
                new Till(rates.get(chosen)), Instructions.TEXT + "\n" + BriefPrompt.of(brief).constant());
    }

    private Proposal proposal(Agent.End end, Agent agent, Talk now, Brief brief) {
        return switch (end) {
            case Agent.End.Finished(var result) -> answered(ReplyReader.of(result, brief), agent, now);
            case Agent.End.Said(String text) -> {
                Reply reply = ReplyReader.read(text, brief);
                yield !agent.changed() && ReplyReader.question(text)
                        ? new Proposal.NoChange("it asked instead of changing something: "
                                + reply.hypothesisOrNone(), Spending.NONE, reply.remarks())
                        : answered(reply, agent, now);
            }
            case Agent.End.Limited(String why) -> agent.changed()
                    ? answered(ReplyReader.read(agent.lastText(), brief), agent, now)
                    : new Proposal.Failed(now.model().name() + ": " + why, Spending.NONE);
            case Agent.End.Failed(String why) -> new Proposal.Failed(now.model().name() + ": " + why, Spending.NONE);
        };
    }

    private static Proposal answered(Reply reply, Agent agent, Talk now) {
        return agent.changed()
                ? new Proposal.Edited(reply.hypothesisOrNone(), Spending.NONE, detail(now), reply.remarks())
                : new Proposal.NoChange(
                        reply.hypothesis().isEmpty() ? "the model changed nothing" : reply.hypothesis(),
                        Spending.NONE, reply.remarks());
    }

    private static String detail(Talk now) {
        Till till = now.till();
        return MAPPER.createObjectNode().put("model", now.model().name()).put("responses", till.responses())
                .put("tokens_in", till.usage().in()).put("tokens_cached", till.usage().cached())
                .put("tokens_out", till.usage().output()).put("dollars", till.dollars()).toString();
    }

    @Override
    public void learn(Experiment experiment) {
        if (connected.size() > 1 && experiment.proposer().equals(NAME)) {
            model(experiment).ifPresent(
                    model -> bandit.learn(model, experiment.status().kept(), experiment.spending()));
        }
    }

    /// Which model an experiment is by: as its detail says, or the conversation in its folder where it has none.
    private Optional<Integer> model(Experiment experiment) {
        String named = "";
        try {
            named = experiment.detail().isEmpty()
                    ? ""
                    : MAPPER.readTree(experiment.detail()).path("model").asString("");
        } catch (JacksonException notOurs) {
            return Optional.empty();
        }
        String name = named.isEmpty() ? Transcript.model(files.apply(experiment.number())).orElse("") : named;
        for (int i = 0; i < connected.size(); i++) {
            if (connected.get(i).name().equals(name)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        models.close();
    }
}
