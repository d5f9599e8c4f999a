package dev.autoresearch.setup.preflight;

import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a number could come from something older than the run: a result that nobody deletes, a binary that nobody
/// builds.
final class OutputsCheck implements Check {
    private static final Pattern RESULT = Pattern
            .compile("(?!-)[\\w./-]+\\.(?:json|txt|log|csv|tsv|xml|out|dat|md|html|yaml|yml)");
    private static final Pattern BINARY = Pattern.compile(".*\\.(?:jar|class|o|so|a|exe|dll|dylib|wasm|pyc)");
    private static final Set<String> LOGS = Set.of("run.log");
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    @Override
    public List<Finding> look(Ground ground) {
        var findings = new LinkedHashSet<Finding>();
        for (Metric metric : ground.configuration().metrics()) {
            switch (metric.extractor()) {
                case Extractor.Json _,Extractor.Report _ -> findings.addAll(tracked(ground, metric));
                case Extractor.FileSize(String path) -> findings.addAll(size(ground, metric, path));
                case Extractor.Shell _ -> findings.addAll(stale(ground, metric));
                case Extractor.MetricLines _,Extractor.Line _,Extractor.Regex _,Extractor.LastLine _,Extractor.WallTime _,Extractor.CpuTime _,Extractor.PeakMemory _,Extractor.ExitCode _,Extractor.Judged _ ->
                    {
                    }
            }
        }
        findings.addAll(builds(ground));
        findings.addAll(lent(ground));
        return List.copyOf(findings);
    }

    private static List<Finding> tracked(Ground ground, Metric metric) {
        return file(ground, metric).stream().filter(ground.tree()::has)
                .map(path -> Finding.problem(Topic.OUTPUTS,
                        path + ", which " + metric.name()
                                + " is read from, is tracked by git: a run would change it, and "
                                + "where it fails to, the old number is there.",
                        "Take it out of git (git rm --cached " + path + ", then .gitignore) and add it to run.purge."))
                .toList();
    }

    private static List<String> file(Ground ground, Metric metric) {
        String file = switch (metric.extractor()) {
            case Extractor.Json json -> json.file();
            case Extractor.Report report -> report.file();
            case Extractor.MetricLines _,Extractor.Line _,Extractor.Regex _,Extractor.LastLine _,Extractor.Shell _,Extractor.WallTime _,Extractor.CpuTime _,Extractor.PeakMemory _,Extractor.ExitCode _,Extractor.FileSize _,Extractor.Judged _ ->
                "";
        };
        return ground.outputs().stream().filter(path -> !file.isEmpty() && path.endsWith(file)).limit(1).toList();
    }

    private static List<Finding> size(Ground ground, Metric metric, String path) {
        if (!ground.tree().has(path) || ground.open(path)) {
            return List.of();
        }
        return List.of(Finding.warning(Topic.OUTPUTS,
                metric.name() + " is the size of " + path + ", which git tracks and no candidate may change.",
                "If it is built, take it out of git (git rm --cached " + path + ") and build it in run.prepare."));
    }

    /// Files that a pipeline reads: the engine looks at the date of those it reads itself.
    private static List<Finding> stale(Ground ground, Metric metric) {
        var found = new ArrayList<Finding>();
        for (Line line : ground.lines()) {
            if (line.use() != Line.Use.READ || !line.key().endsWith(" " + metric.name())) {
                continue;
            }
            for (Call call : line.calls()) {
                call.literals().stream().filter(word -> RESULT.matcher(word).matches())
                        .flatMap(word -> Scripts.within(call, word).stream())
                        .filter(path -> !LOGS.contains(path) && !ground.committed(path) && !ground.lent(path)
                                && !ground.configuration().run().purge().matches(path))
                        .forEach(path -> found.add(Finding.warning(Topic.OUTPUTS,
                                metric.name() + " is read from " + path
                                        + ", which nothing deletes before a run: a run that writes none leaves the last "
                                        + "one's number.",
                                "Add `purge: [" + path + "]` to run.")));
            }
        }
        return found;
    }

    /// Binaries that git has although the project builds them.
    private static List<Finding> builds(Ground ground) {
        String prepare = ground.configuration().run().prepare();
        return prepare.isEmpty()
                ? List.of()
                : ground.scripts().stream().filter(script -> ground.tree().has(script.path()))
                        .map(Script::path)
                        .filter(path -> compiled(path) || linked(ground, prepare, path))
                        .map(path -> Finding.problem(Topic.OUTPUTS,
                                path + ", which run.prepare builds, is tracked by git: a build that makes nothing would "
                                        + "leave the old one to be measured.",
                                "Take it out of git: git rm --cached " + path + ", then .gitignore."))
                        .toList();
    }

    private static boolean compiled(String path) {
        return BINARY.matcher(path).matches() && Lent.built(path);
    }

    private static boolean linked(Ground ground, String prepare, String path) {
        return prepare.matches("(?s).*-o\\s*" + Pattern.quote(path) + "(?:\\s.*)?") && elf(ground, path);
    }

    /// Build folders taken from the user's checkout: what was built there is not the candidate.
    private static List<Finding> lent(Ground ground) {
        return ground.scripts().stream().map(Script::path)
                .filter(path -> Lent.built(path) && !ground.tree().has(path) && ground.lent(path)
                        && !ground.prepared())
                .map(path -> Finding.problem(Topic.OUTPUTS,
                        path + " comes from your checkout and run.prepare builds nothing: every candidate would be measured "
                                + "as the program you built last.",
                        "Build it in run.prepare, and take " + Lent.top(path)
                                + " out of workspace.share and workspace.copy."))
                .toList();
    }

    private static boolean elf(Ground ground, String path) {
        try (InputStream in = Files.newInputStream(ground.tree().folder().resolve(path))) {
            return Arrays.equals(in.readNBytes(ELF.length), ELF);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
