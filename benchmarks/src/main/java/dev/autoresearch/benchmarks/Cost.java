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
    private static final int WARM = 50;
    private static final String TAG = "cost";

    void run() throws IOException, InterruptedException {
        System.out.printf("%ncost: %d rounds of %d experiments after %d, %d files%s%n", rounds, experiments, WARM,
                files,
                lean ? ", lean script" : "");
        System.out
                .println("round   script ms   engine ms   ratio   whole script s   engine s   CPU script s   engine s");
        List<Double> ratios = new ArrayList<>();
        List<Double> scripts = new ArrayList<>();
        List<Double> engines = new ArrayList<>();
        List<Double> work = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            Path place = Workload.make(programs, folder.resolve("script" + round), files);
            var script = programs.time(place, List.of("env", "LEAN=" + (lean ? "yes" : ""), "sh",
                    programs.root().resolve("benchmarks/seed-loop.sh").toString(), Integer.toString(WARM + experiments),
                    Integer.toString(WARM)));
            double shell = Long.parseLong(script.output().strip()) / 1e6 / experiments;
            Workload.delete(place);

            place = Workload.make(programs, folder.resolve("engine" + round), files);
            var engine = programs.time(place, programs.autoresearch("run", "--tag", TAG, "--experiments",
                    Integer.toString(WARM + experiments)));
            List<Double> verdicts = Verdicts.of(place, TAG);
            double own = (verdicts.getLast() - verdicts.get(WARM)) / experiments;
            Workload.delete(place);

            scripts.add(shell);
            engines.add(own);
            ratios.add(own / shell);
            work.add(engine.cpu() / script.cpu());
            System.out.printf("%5d %11.1f %11.1f %7.2f %16.1f %10.1f %14.1f %10.1f%n", round, shell, own, own / shell,
                    script.seconds(), engine.seconds(), script.cpu(), engine.cpu());
        }
        System.out.printf(
                "median %10.1f %11.1f %7.2f   (least and greatest ratio %.2f and %.2f; CPU of the whole, with the JVM's start, %.2f)%n",
                Figures.median(scripts), Figures.median(engines), Figures.median(ratios),
                Figures.quantile(ratios, 0), Figures.quantile(ratios, 1), Figures.median(work));
    }
}
