package dev.autoresearch.benchmarks.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// Whole sessions through the engine's own contests: what they reach, what they keep by mistake, and what they claim.
/// Rows of single runs and of seed 001 hold the model to its word; where they fail, it is wrong, and not the rule.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcceptanceTest {
    private static final int SESSIONS = 400;
    private static final int LONG_SESSIONS = 100;
    private static final long SEED = 1;
    private static final double[] CVS = {0.005, 0.02, 0.05, 0.1};
    private static final Budget LONG = new Budget(500, 1500);

    private static final EngineSession VERIFIED = new EngineSession("verified", Mode.VERIFIED, true);
    private static final EngineSession SINGLE = new EngineSession("single", Mode.SINGLE, false);
    private static final EngineSession SEED_K = new EngineSession("seed-k", Mode.SEED_K, false);

    /// Which sessions a row looks at.
    private record Sessions(EngineSession policy, MachineNoise noise, Gains gains, Budget budget, int count) {
        Sessions(EngineSession policy, MachineNoise noise, Gains gains) {
            this(policy, noise, gains, Budget.PROPOSALS, SESSIONS);
        }
    }

    private record Row(String name, Sessions sessions, ToDoubleFunction<Cell> figure, boolean atLeast,
            List<Double> limits) {
        static Row of(String name, Sessions sessions, ToDoubleFunction<Cell> figure, boolean atLeast,
                double... limits) {
            return new Row(name, sessions, figure, atLeast, Arrays.stream(limits).boxed().toList());
        }
    }

    private final Map<String, Cell> played = new HashMap<>();

    private Cell cell(Sessions sessions, double cv) {
        return played.computeIfAbsent(sessions + " " + cv, key -> Cell.play(sessions.policy(),
                random -> sessions.noise().machine(cv, random), sessions.gains(), sessions.budget(), sessions.count(),
                SEED));
    }

    private static List<Row> rows() {
        Sessions both = new Sessions(VERIFIED, MachineNoise.BOTH, Gains.USUAL);
        Sessions clean = new Sessions(VERIFIED, MachineNoise.CLEAN, Gains.USUAL);
        Sessions hard = new Sessions(VERIFIED, MachineNoise.HARD, Gains.USUAL);
        Sessions none = new Sessions(VERIFIED, MachineNoise.BOTH, Gains.NONE);
        Sessions naive = new Sessions(SINGLE, MachineNoise.BOTH, Gains.USUAL);
        Sessions naiveNone = new Sessions(SINGLE, MachineNoise.BOTH, Gains.NONE);
        Sessions seedK = new Sessions(SEED_K, MachineNoise.BOTH, Gains.USUAL);
        Sessions longOnes = new Sessions(VERIFIED, MachineNoise.BOTH, Gains.USUAL, LONG, LONG_SESSIONS);
        var rows = new ArrayList<Row>();
        rows.add(Row.of("M1 improvement, both", both, Cell::improvement, true, 34, 25.5, 17.3, 6.7));
        rows.add(Row.of("M2 false share, both", both, Cell::falseShare, false, 0.02, 0.03, 0.06, 0.13));
        rows.add(Row.of("M3 improvement, clean", clean, Cell::improvement, true, 42.5, 30.5, 19.5, 7.4));
        rows.add(Row.of("M4 false share, clean", clean, Cell::falseShare, false, 0.02, 0.03, 0.06, 0.12));
        for (Sessions any : List.of(both, clean, hard)) {
            String where = ", " + any.noise().name();
            rows.add(Row.of("M5 |claim - true|" + where, any, cell -> Math.abs(cell.bias()), false, 0.1, 0.15, 0.25,
                    0.4));
            rows.add(Row.of("M6 coverage" + where, any, Cell::covered, true, 0.91, 0.91, 0.91, 0.91));
            rows.add(Row.of("M7 sessions worse" + where, any, Cell::worse, false, 0.01, 0.01, 0.02, 0.03));
        }
        rows.add(Row.of("M8 false share, single runs", naive, Cell::falseShare, true, 0.55, 0.58, 0.65, 0.73));
        rows.add(Row.of("M9 claim - true, single runs", naive, Cell::bias, true, 1, 3, 9, 20));
        rows.add(Row.of("M10 false share, seed 001", seedK, Cell::falseShare, true, 0.45, 0.42, 0.46, 0.6));
        rows.add(Row.of("M11 false keeps, nothing works", none, Cell::falseKeeps, false, 0.15, 0.15, 0.15, 0.17));
        rows.add(Row.of("M12 false keeps, single, nothing works", naiveNone, Cell::falseKeeps, true, 8, 5.5, 4.5, 4));
        rows.add(Row.of("M13 verified, nothing works", none, Cell::verified, false, 0.02, 0.02, 0.02, 0.02));
        rows.add(Row.of("M14 false share, hard", hard, Cell::falseShare, false, 0.05, 0.05, 0.09, 0.16));
        rows.add(Row.of("M15 improvement, 500 proposals", longOnes, Cell::improvement, true, 64, 52, 38, 16));
        return rows;
    }

    @TestFactory
    Stream<DynamicTest> sessionsHoldTheirFigures() {
        return rows().stream().map(row -> DynamicTest.dynamicTest(row.name(), () -> {
            double[] figures = new double[CVS.length];
            for (int i = 0; i < CVS.length; i++) {
                figures[i] = row.figure().applyAsDouble(cell(row.sessions(), CVS[i]));
            }
            MonteCarlo.record(String.format(Locale.ROOT, "%-40s %8.3f %8.3f %8.3f %8.3f  %s  %7.3f %7.3f %7.3f %7.3f",
                    row.name(), figures[0],
                    figures[1], figures[2], figures[3], row.atLeast() ? "at least" : "at most ", row.limits().get(0),
                    row.limits().get(1), row.limits().get(2), row.limits().get(3)));
            for (int i = 0; i < CVS.length; i++) {
                if (row.atLeast()) {
                    assertThat(figures[i]).as("CV %s, seed %d", CVS[i], SEED)
                            .isGreaterThanOrEqualTo(row.limits().get(i));
                } else {
                    assertThat(figures[i]).as("CV %s, seed %d", CVS[i], SEED).isLessThanOrEqualTo(row.limits().get(i));
                }
            }
        }));
    }

    /// The reserve is whole when the final comparison begins, or nothing was kept and no run went there.
    @TestFactory
    Stream<DynamicTest> noSessionUsesMoreThanItsBudget() {
        return Stream.of(MachineNoise.BOTH, MachineNoise.HARD)
                .map(noise -> DynamicTest.dynamicTest(noise.name(), () -> {
                    for (double cv : CVS) {
                        Cell cell = cell(new Sessions(VERIFIED, noise, Gains.USUAL), cv);
                        assertThat(cell.sessions()).allSatisfy(session -> {
                            assertThat(session.runs()).isLessThanOrEqualTo(Budget.PROPOSALS.runs());
                            assertThat(session.keeps() == 0 ? Budget.PROPOSALS.reserve() : session.finalRuns())
                                    .isGreaterThanOrEqualTo(Budget.PROPOSALS.reserve());
                        });
                    }
                }));
    }
}
