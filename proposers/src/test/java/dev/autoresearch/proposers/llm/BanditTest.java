package dev.autoresearch.proposers.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.Provider;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.journal.Status;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.proposers.scripted.Action;
import dev.autoresearch.proposers.scripted.Script;
import dev.autoresearch.proposers.scripted.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

class BanditTest {

    @Test
    void weightMovesToTheModelThatEarnsKeepsPerCost() {
        for (long seed = 1; seed <= 20; seed++) {
            // The second is kept most often, the third earns most for its cost.
            int[] asked = simulate(seed, 300, new double[]{0.05, 0.4, 0.3}, new double[]{0.1, 1.0, 0.1}, true);
            assertThat(asked[2]).as("seed %d: %s", seed, List.of(asked[0], asked[1], asked[2])).isGreaterThan(150);
        }
    }

    @Test
    void whatCostsTheSameGoesByKeepsAlone() {
        for (long seed = 1; seed <= 20; seed++) {
            int[] asked = simulate(seed, 400, new double[]{0.05, 0.4, 0.1}, new double[]{1, 1, 1}, false);
            assertThat(asked[1]).as("seed %d", seed).isGreaterThan(200);
        }
    }

    @Test
    void modelsThatCostNothingAreToldApartByTheirKeeps() {
        for (long seed = 1; seed <= 10; seed++) {
            int[] asked = simulate(seed, 400, new double[]{0.02, 0.3, 0.02}, new double[]{0, 0, 0}, true);
            assertThat(asked[1]).as("seed %d", seed).isGreaterThan(200);
        }
    }

    @Test
    void theFirstChoicesAreAsTheWeightsSay() {
        int[] asked = new int[2];
        for (long seed = 0; seed < 2000; seed++) {
            asked[new Bandit(List.of(model("a", 1), model("b", 3)), true).choose(seed)]++;
        }
        assertThat(asked[1]).isBetween(1400, 1600);
    }

    @Test
    void theSameHistoryAndSeedChooseTheSame() {
        assertThat(simulate(5, 200, new double[]{0.1, 0.2, 0.3}, new double[]{1, 2, 3}, true))
                .isEqualTo(simulate(5, 200, new double[]{0.1, 0.2, 0.3}, new double[]{1, 2, 3}, true));
    }

    private static int[] simulate(long seed, int experiments, double[] keeps, double[] costs, boolean money) {
        var bandit = new Bandit(List.of(model("a", 1), model("b", 1), model("c", 1)), money);
        var random = new SplittableRandom(seed);
        int[] asked = new int[3];
        for (int i = 0; i < experiments; i++) {
            int model = bandit.choose(random.nextLong());
            asked[model]++;
            double cost = costs[model] * (0.5 + random.nextDouble());
            bandit.learn(model, random.nextDouble() < keeps[model],
                    new Spending(money ? cost : 0, money ? 0 : (long) (cost * 10_000)));
        }
        return asked;
    }

    private static ModelChoice model(String name, double weight) {
        return new ModelChoice(Provider.OLLAMA, name, "", "", weight, OptionalDouble.empty(), 100, Optional.empty());
    }

    /// Resume: another proposer learns the same rows and asks the same models.
    @Test
    void aResumedSessionAsksTheSameModels(@TempDir Path home) throws IOException {
        try (var room = new Room(home)) {
            room.follow(Script.of("s", Step.act(new Action.Edit("src/main.c", "6", "7")), LlmProposerTest.finish("7")));
            List<ModelChoice> models = List.of(
                    new ModelChoice(Provider.OPENAI, "one", room.server.baseUrl(), "", 1, OptionalDouble.empty(), 1000,
                            Optional.empty()),
                    new ModelChoice(Provider.ANTHROPIC, "two", room.server.baseUrl(), "", 1, OptionalDouble.empty(),
                            1000, Optional.empty()));
            var rows = new ArrayList<Experiment>();
            List<String> once = asked(room, models, rows, 14);
            assertThat(once).contains("openai/one", "anthropic/two");
            var again = new ArrayList<Experiment>(rows.subList(0, 7));
            Path runs = home.resolve("runs");
            for (int number = 8; number <= 14; number++) {
                Files.deleteIfExists(runs.resolve(number + "/llm-1.jsonl"));
            }
            assertThat(asked(room, models, again, 14)).isEqualTo(once.subList(7, 14));
        }
    }

    private static List<String> asked(Room room, List<ModelChoice> models, List<Experiment> rows, int until)
            throws IOException {
        var asked = new ArrayList<String>();
        try (LlmProposer proposer = room.proposer(models)) {
            rows.forEach(proposer::learn);
            for (int number = rows.size() + 1; number <= until; number++) {
                Files.writeString(room.desk.resolve("src/main.c"), "int level = 6;\n");
                Proposal.Edited edited = (Proposal.Edited) room.propose(proposer, number, 1, null);
                String model = new ObjectMapper().readTree(edited.detail()).path("model").asString();
                asked.add(model);
                // Every third row has lost its detail, as those without a change have.
                Experiment row = row(number, model.endsWith("two"), number % 3 == 0 ? "" : edited.detail());
                rows.add(row);
                proposer.learn(row);
            }
        }
        return asked;
    }

    private static Experiment row(int number, boolean kept, String detail) {
        return new Experiment(number, kept ? Status.KEEP : Status.DISCARD, "", "", "", "", Map.of(), RunRecord.UNKNOWN,
                Duration.ZERO, Duration.ZERO, 1, new DiffStat(1, 1, 0, 0), new Spending(0, 3000), 1, "llm", detail,
                Instant.EPOCH);
    }
}
