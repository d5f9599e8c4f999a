package dev.autoresearch.benchmarks.arena;

import dev.autoresearch.config.Mode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Our modes beside the rules of other loops, in simulated sessions whose truth is known.
public final class Arena {
    private static final long SEED = 20_261_125;
    private static final int SESSIONS = 200;
    private static final int ALL_SESSIONS = 1_000;
    private static final double[] CVS = {0.02, 0.05};
    private static final double[] ALL_CVS = {0.005, 0.02, 0.05, 0.1};
    private static final List<Policy> POLICIES = List.of(new EngineSession("verified", Mode.VERIFIED, true),
            new EngineSession("fast", Mode.FAST, true), new EngineSession("record", Mode.RECORD, true),
            new EngineSession("single", Mode.SINGLE, false), new EngineSession("seed-k, K = 3", Mode.SEED_K, false),
            new EngineSession("near-threshold", Mode.NEAR_THRESHOLD, false), new MedianDeviation(),
            StoredSamples.welch(), StoredSamples.bootstrap());

    private final Path series;
    private final int sessions;
    private final double[] cvs;
    private final boolean full;
    private final PrintStream out;

    /// An arena that has not begun.
    ///
    /// @param series a recorded series of run times
    /// @param full   many sessions of all kinds, rather than what two minutes allow
    /// @param out    where the tables go, in Markdown
    public Arena(Path series, boolean full, PrintStream out) {
        this.series = series;
        this.sessions = full ? ALL_SESSIONS : SESSIONS;
        this.cvs = full ? ALL_CVS : CVS;
        this.full = full;
        this.out = out;
    }

    /// A kind of noise, at one size or several.
    private record Place(String name, List<Function<RandomGenerator, Machine>> machines) {}

    /// Plays everything.
    ///
    /// @throws IOException if the series cannot be read
    public void run() throws IOException {
        out.printf(Locale.ROOT, "%d sessions a cell, seed %d%n", sessions, SEED);
        out.println("Cells with several numbers: run-to-run noise of "
                + Arrays.stream(cvs).mapToObj(cv -> number("%.1f", 100 * cv)).collect(Collectors.joining(" / "))
                + " %.");
        List<Place> places = places();
        for (Place place : places) {
            table("at most 200 proposals and 600 runs, " + place.name(), place, Gains.USUAL, Budget.PROPOSALS);
        }
        Place realistic = places.get(3);
        table("200 runs in all, any number of proposals, " + realistic.name(), realistic, Gains.USUAL, Budget.RUNS);
        if (full) {
            table("200 runs in all, any number of proposals, " + places.getLast().name(), places.getLast(), Gains.USUAL,
                    Budget.RUNS);
        }
        table("nothing works, at most 200 proposals and 600 runs, " + realistic.name(), realistic, Gains.NONE,
                Budget.PROPOSALS);
    }

    private List<Place> places() throws IOException {
        var places = new ArrayList<Place>();
        for (MachineNoise noise : List.of(MachineNoise.CLEAN, MachineNoise.DRIFT, MachineNoise.TAILS, MachineNoise.BOTH,
                MachineNoise.HARD)) {
            var machines = new ArrayList<Function<RandomGenerator, Machine>>();
            for (double cv : cvs) {
                machines.add(random -> noise.machine(cv, random));
            }
            places.add(new Place(noise.name() + " noise", machines));
        }
        RecordedNoise wall = RecordedNoise.read(series, 0);
        places.add(new Place("recorded wall time", List.of(wall::machine)));
        RecordedNoise processor = RecordedNoise.read(series, 1);
        places.add(new Place("recorded processor time", List.of(processor::machine)));
        return places;
    }

    private void table(String title, Place place, Gains gains, Budget budget) {
        out.printf("%n%s:%n%n", title);
        out.println("| rule | true improvement % | claim − true, pp | false keeps, share | false keeps a session"
                + " | missed wins, share | proposals judged | runs |");
        out.println("|---|---|---|---|---|---|---|---|");
        for (Policy policy : POLICIES) {
            List<Cell> cells = place.machines().stream()
                    .map(machine -> Cell.play(policy, machine, gains, budget, sessions, SEED)).toList();
            out.println("| " + policy.name() + " | " + figures("%.1f", cells, Cell::improvement) + " | "
                    + figures("%+.1f", cells, Cell::bias) + " | " + figures("%.2f", cells, Cell::falseShare) + " | "
                    + figures("%.2f", cells, Cell::falseKeeps) + " | " + figures("%.2f", cells, Cell::missedShare)
                    + " | " + figures("%.0f", cells, Cell::judged) + " | " + figures("%.0f", cells, Cell::runs) + " |");
        }
    }

    private static String figures(String format, List<Cell> cells, ToDoubleFunction<Cell> figure) {
        return cells.stream().map(cell -> number(format, figure.applyAsDouble(cell)))
                .collect(Collectors.joining(" / "));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
