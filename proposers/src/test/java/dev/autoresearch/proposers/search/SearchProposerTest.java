package dev.autoresearch.proposers.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Constraint;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.config.Take;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Status;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.proposers.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchProposerTest {
    private static final String START = "{\n  \"level\": 6,\n  \"buffer\": 64,\n  \"fast\": false,\n  \"ratio\": 0.5\n}\n";

    @TempDir
    Path desk;

    private Path file;
    private final Configuration configuration = Samples.configuration(List.of(), "conf.json");

    @BeforeEach
    void start() throws IOException {
        file = desk.resolve("conf.json");
        Files.writeString(file, START);
    }

    @Test
    void improvesTheFileWithoutEverProposingTheSameTwice() throws IOException {
        var session = new Session();
        var seen = new HashSet<String>(List.of(START));
        for (int i = 1; i <= 40; i++) {
            assertThat(seen.add(session.step(new SearchProposer(configuration), i))).isTrue();
        }
        assertThat(session.best).isLessThan(0.5 * Session.loss(START));
        assertThat(session.history).hasSize(41);
    }

    @Test
    void whatAConstraintForbidsIsSoonLeftAlone() throws IOException {
        var limited = configuration.toBuilder()
                .metric(new Metric("buffer", Direction.LOWER, false, "", new Extractor.MetricLines(Take.ONLY)))
                .constraint(new Constraint("buffer", Constraint.Comparison.AT_MOST, new Constraint.Limit.Absolute(100)))
                .build();
        var proposer = new SearchProposer(limited);
        proposer.learn(Samples.experiment(0, Status.KEEP, Map.of("ms", Session.loss(START), "buffer", 64.0), ""));
        String incumbent = START;
        double best = Session.loss(START);
        int allowed = 0;
        for (int i = 1; i <= 60; i++) {
            Files.writeString(file, incumbent);
            var edited = (Proposal.Edited) proposer.propose(Samples.brief(limited, i, 1, 1000L + i, ""), desk,
                    new Stop());
            String text = Files.readString(file);
            double loss = Session.loss(text);
            double buffer = Double.parseDouble(text.replaceAll("(?s).*\"buffer\": ([0-9.]+).*", "$1"));
            allowed += i > 20 && buffer <= 100 ? 1 : 0;
            boolean kept = loss < best && buffer <= 100;
            proposer.learn(Samples.experiment(i, kept ? Status.KEEP : Status.DISCARD,
                    Map.of("ms", loss, "buffer", buffer), edited.detail()));
            if (kept) {
                incumbent = text;
                best = loss;
            }
        }
        assertThat(best).isLessThan(0.7 * Session.loss(START));
        assertThat(allowed).as("of the last 40").isGreaterThan(20);
    }

    @Test
    void aResumedSessionGoesTheSameWay() throws IOException {
        var unbroken = new Session();
        var proposer = new SearchProposer(configuration);
        proposer.learn(unbroken.history.getFirst());
        var texts = new ArrayList<String>();
        for (int i = 1; i <= 30; i++) {
            texts.add(unbroken.stepKnowing(proposer, i));
        }
        Files.writeString(file, START);
        var broken = new Session();
        for (int i = 1; i <= 30; i++) {
            assertThat(broken.step(new SearchProposer(configuration), i)).as("experiment " + i)
                    .isEqualTo(texts.get(i - 1));
        }
    }

    @Test
    void theHypothesisNamesWhatChangesFromTheIncumbent() throws IOException {
        Files.writeString(file, "{\"a\": {\"level\": 6}, \"b\": {\"level\": 6}, \"c\": 5, \"d\": 7, \"e\": 9}");
        var proposal = (Proposal.Edited) new SearchProposer(configuration,
                (space, history, incumbent, tried, seed) -> Optional
                        .of(incumbent.with(0, 7).with(2, 6).with(3, 8).with(4, 10)))
                .propose(brief(1), desk, new Stop());
        assertThat(proposal.hypothesis()).isEqualTo("a.level 6 -> 7, c 5 -> 6, d 7 -> 8 and 1 more");
    }

    @Test
    void whenAllCombinationsAreTriedThereIsNothingMoreToPropose() throws IOException {
        Files.writeString(file, "{\"fast\": false, \"small\": true}");
        var proposer = new SearchProposer(configuration);
        proposer.learn(Samples.experiment(0, Status.KEEP, Map.of("ms", 1.0), ""));
        for (int i = 1; i <= 3; i++) {
            Files.writeString(file, "{\"fast\": false, \"small\": true}");
            var edited = (Proposal.Edited) proposer.propose(brief(i), desk, new Stop());
            proposer.learn(Samples.experiment(i, Status.CRASH, Map.of(), edited.detail()));
        }
        Files.writeString(file, "{\"fast\": false, \"small\": true}");
        assertThat(proposer.propose(brief(4), desk, new Stop())).isInstanceOfSatisfying(Proposal.Exhausted.class,
                exhausted -> assertThat(exhausted.reason()).startsWith("all 4 combinations of the 2 knobs"));
    }

    @Test
    void aCrashIsNotMended() {
        assertThat(new SearchProposer(configuration).propose(Samples.brief(configuration, 3, 2, 1, "boom"), desk,
                new Stop()))
                .isInstanceOf(Proposal.NoChange.class);
    }

    @Test
    void withoutKnobsTheRefusalSaysHowToDeclareOne() throws IOException {
        Files.writeString(file, "{}");
        assertThatThrownBy(() -> new SearchProposer(configuration).propose(brief(1), desk, new Stop()))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.exit()).isEqualTo(Exit.CONFIGURATION);
                    assertThat(refusal.getMessage()).contains("conf.json");
                    assertThat(refusal.next()).contains("# knob: 1..64");
                });
    }

    @Test
    void detailsOfOtherProposersTeachNothing() throws IOException {
        var plain = new SearchProposer(configuration);
        var told = new SearchProposer(configuration);
        for (String detail : List.of("", "{", "[]", "{\"knobs\": 5}", "{\"x\": {\"knobs\": {}}}", "\"text\"")) {
            told.learn(Samples.experiment(1, Status.DISCARD, Map.of("ms", 1.0), detail));
        }
        Proposal first = plain.propose(brief(1), desk, new Stop());
        Files.writeString(file, START);
        assertThat(told.propose(brief(1), desk, new Stop())).isEqualTo(first);
    }

    @Test
    void stillQuickAfterAHundredThousandExperiments() {
        var proposer = new SearchProposer(configuration);
        proposer.learn(Samples.experiment(0, Status.KEEP, Map.of("ms", 1000.0), ""));
        long start = System.nanoTime();
        for (int i = 1; i <= 100_000; i++) {
            String detail = new Detail(Map.of("conf.json:level", Integer.toString(1 + i % 40), "conf.json:buffer",
                    Integer.toString(8 + i % 500)), Map.of()).json();
            proposer.learn(Samples.experiment(i, i % 7 == 0 ? Status.CRASH : Status.DISCARD,
                    i % 7 == 0 ? Map.of() : Map.of("ms", 1000.0 + i % 1000), detail));
        }
        for (int i = 0; i < 20; i++) {
            proposer.propose(brief(100_001 + i), desk, new Stop());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    private Brief brief(int number) {
        return Samples.brief(configuration, number, 1, 1000L + number, "");
    }

    /// A session whose metric is computed from the file's text; the desk holds the incumbent's.
    private final class Session {
        private final List<Experiment> history = new ArrayList<>();
        private String incumbent = START;
        private double best = loss(START);

        Session() {
            history.add(Samples.experiment(0, Status.KEEP, Map.of("ms", best), ""));
        }

        String step(SearchProposer fresh, int number) throws IOException {
            history.forEach(fresh::learn);
            return stepKnowing(fresh, number);
        }

        String stepKnowing(SearchProposer proposer, int number) throws IOException {
            Files.writeString(file, incumbent);
            var edited = (Proposal.Edited) proposer.propose(brief(number), desk, new Stop());
            String text = Files.readString(file);
            double loss = loss(text);
            boolean kept = loss < best;
            boolean crashed = number % 9 == 0;
            Experiment experiment = Samples.experiment(number,
                    crashed ? Status.CRASH : kept ? Status.KEEP : Status.DISCARD,
                    crashed ? Map.of() : Map.of("ms", loss), edited.detail());
            if (kept && !crashed) {
                incumbent = text;
                best = loss;
            }
            history.add(experiment);
            proposer.learn(experiment);
            return text;
        }

        static double loss(String text) {
            String[] lines = text.replaceAll("[^\\w.\\n]+", " ").strip().split("\\s+", -1);
            double level = Double.parseDouble(lines[1]);
            double buffer = Double.parseDouble(lines[3]);
            double ratio = Double.parseDouble(lines[7]);
            return 1 + 10 * Math.abs(Math.log(level / 20)) + 10 * Math.abs(Math.log(buffer / 300))
                    + 20 * Math.abs(ratio - 0.2)
                    + (lines[5].equals("true") ? 0 : 5);
        }
    }
}
