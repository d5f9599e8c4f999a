package dev.autoresearch.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What an experiment costs whose command does nothing: the engine against the seeds' loop in plain shell, in turn.
///
/// @param rounds      how often each of both runs
/// @param experiments measured in each round, after [#WARM] others
/// @param lean        whether the shell loop leaves out what it can
record Cost(Programs programs, Path folder, int rounds, int experiments, int files, boolean lean) {
    /// After so many the JVM has compiled what an experiment needs.
    private static final int WARM = 300;
    private static final int FIRST = 200;
    private static final String TAG = "cost";

    void run() throws IOException, InterruptedException {
        System.out.printf("%ncost: %d rounds of %d experiments after %d others, %d files%s%n", rounds, experiments,
                WARM,
                files,
                lean ? ", lean script" : "");
        System.out.println(
                "round   script ms   engine ms   ratio   its first " + FIRST + "   whole, s   ratio   CPU, s   ratio");
        List<Double> ratios = new ArrayList<>();
        List<Double> scripts = new ArrayList<>();
        List<Double> engines = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        List<Double> work = new ArrayList<>();
        Workload.apart(folder);
        for (int round = 1; round <= rounds; round++) {
            Path place = Workload.make(programs, folder.resolve("script" + round), files);
            var script = programs.time(place, List.of("env", "LEAN=" + (lean ? "yes" : ""), "sh",
                    programs.root().resolve("benchmarks/seed-loop.sh").toString(), Integer.toString(WARM + experiments),
                    Integer.toString(WARM)));
            double shell = Long.parseLong(script.output().strip()) / 1e6 / experiments;

            // Nothing is deleted in between: see Workload.apart.
            place = Workload.make(programs, folder.resolve("engine" + round), files);
            var engine = programs.time(place, programs.autoresearch("run", "--tag", TAG, "--experiments",
                    Integer.toString(WARM + experiments)));
            List<Double> verdicts = Verdicts.of(place, TAG);
            double early = (verdicts.get(FIRST) - verdicts.getFirst()) / FIRST;
            double own = (verdicts.getLast() - verdicts.get(WARM)) / experiments;

            scripts.add(shell);
            engines.add(own);
            ratios.add(own / shell);
            whole.add(engine.seconds() / script.seconds());
            work.add(engine.cpu() / script.cpu());
            first.add(early / shell);
            System.out.printf("%5d %11.1f %11.1f %7.2f %18.2f %10.1f %7.2f %8.1f %7.2f%n", round, shell, own,
                    own / shell,
                    early / shell, engine.seconds(), engine.seconds() / script.seconds(), engine.cpu(),
                    engine.cpu() / script.cpu());
        }
        System.out.printf("median %10.1f %11.1f %7.2f %18.2f %18.2f %16.2f%n", Figures.median(scripts),
                Figures.median(engines), Figures.median(ratios), Figures.median(first), Figures.median(whole),
                Figures.median(work));
        System.out.printf("ratio from %.2f to %.2f; whole and CPU are of the process with the JVM's start%n",
                Figures.quantile(ratios, 0), Figures.quantile(ratios, 1));
    }
}
