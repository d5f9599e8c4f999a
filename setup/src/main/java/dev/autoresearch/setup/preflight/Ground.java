package dev.autoresearch.setup.preflight;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.WorkspaceSettings;
import dev.autoresearch.exec.Shell;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.workspace.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Everything the checks look at: a project, what git has of it, and a configuration to hold against it. Immutable.
public final class Ground {
    private final Configuration configuration;
    private final ProjectTree tree;
    private final Set<String> changed;
    private final Predicate<String> ignored;
    private final Map<String, String> environment;
    private final Machine machine;
    private final Noise noise;
    private final Supplier<Shell> shell;
    private final List<Line> lines;
    private final List<Script> scripts;

    /// A project as it is found.
    ///
    /// @param environment the user's
    /// @param noise       what a session on this project knows of its metrics; [Noise#UNKNOWN] before there is one
    public static Ground of(Project project, Configuration configuration, Map<String, String> environment,
            Noise noise) {
        var tree = new ProjectTree(project.folder(), project.tracked(List.of()));
        return new Ground(configuration, tree, project.changed(), project::ignored, environment, Machine.here(), noise,
                () -> Shell.find(environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"), project.folder()));
    }

    /// A project as it is told.
    ///
    /// @param changed tracked files that differ from the commit that is checked out
    /// @param ignored whether git ignores a path
    /// @param shell   what command lines are given to; asked for only where that matters
    Ground(Configuration configuration, ProjectTree tree, Set<String> changed, Predicate<String> ignored,
            Map<String, String> environment, Machine machine, Noise noise, Supplier<Shell> shell) {
        this.configuration = configuration;
        this.tree = tree;
        this.changed = Set.copyOf(changed);
        this.ignored = ignored;
        this.environment = Map.copyOf(environment);
        this.machine = machine;
        this.noise = noise;
        this.shell = shell;
        this.lines = read(configuration);
        this.scripts = scripts(lines);
    }

    private static List<Line> read(Configuration configuration) {
        var lines = new ArrayList<Line>();
        var run = configuration.run();
        String folder = run.directory();
        add(lines, "run.check", run.check(), folder, Line.Use.CHECK);
        add(lines, "run.prepare", run.prepare(), folder, Line.Use.PREPARE);
        add(lines, "run.smoke", run.smoke(), folder, Line.Use.PREPARE);
        run.proxy().ifPresent(proxy -> add(lines, "run.proxy.command", proxy.command(), folder, Line.Use.MEASURE));
        add(lines, "run.command", run.command(), folder, Line.Use.MEASURE);
        add(lines, "guard.command", configuration.guard().command(), folder, Line.Use.GUARD);
        add(lines, "holdout.command", configuration.holdout().command(), folder, Line.Use.MEASURE);
        for (Metric metric : configuration.metrics()) {
            if (metric.extractor() instanceof Extractor.Shell(String command)) {
                add(lines, "the pipeline of metric " + metric.name(), command, folder, Line.Use.READ);
            }
        }
        if (!configuration.proposer().command().isEmpty()) {
            add(lines, "proposer.command", configuration.proposer().command(), ".", Line.Use.PROPOSE);
        }
        return List.copyOf(lines);
    }

    private static void add(List<Line> lines, String key, String text, String folder, Line.Use use) {
        if (!text.isBlank()) {
            lines.add(new Line(key, text, use, Calls.of(text, folder)));
        }
    }

    private List<Script> scripts(List<Line> all) {
        var found = new LinkedHashMap<String, Script>();
        for (Line line : all) {
            for (Call call : line.calls()) {
                Scripts.executed(call).ifPresent(path -> found.computeIfAbsent(path,
                        name -> new Script(name, line.key(), tree.text(name).orElse(""), line.use())));
            }
        }
        return List.copyOf(found.values());
    }

    Configuration configuration() {
        return configuration;
    }

    ProjectTree tree() {
        return tree;
    }

    /// Tracked files that differ from the commit that is checked out.
    Set<String> changed() {
        return changed;
    }

    boolean ignored(String path) {
        return ignored.test(path);
    }

    /// The user's environment.
    Map<String, String> environment() {
        return environment;
    }

    Machine machine() {
        return machine;
    }

    Noise noise() {
        return noise;
    }

    /// Whether the shell of a run notices a failure in the middle of a pipeline.
    boolean pipefail() {
        return shell.get().pipefail();
    }

    /// All command lines of the configuration.
    List<Line> lines() {
        return lines;
    }

    /// The lines that belong to a run or judge one.
    Stream<Line> ours() {
        return lines.stream().filter(line -> line.use() != Line.Use.PROPOSE);
    }

    /// The project's files that the command lines execute, each once.
    List<Script> scripts() {
        return scripts;
    }

    /// Whether a candidate may change a tracked file.
    boolean open(String path) {
        var scope = configuration.scope();
        return scope.modify().matches(path) && !scope.protect().matches(path) && !scope.hidden().matches(path);
    }

    /// What a candidate may change of what git has, sorted.
    List<String> open() {
        return tree.files().stream().filter(this::open).toList();
    }

    /// Whether runs happen in checkouts of their own, which hold only what git has.
    boolean pristine() {
        return configuration.workspace().kind() == WorkspaceSettings.Kind.WORKTREE;
    }

    boolean prepared() {
        return !configuration.run().prepare().isEmpty();
    }

    /// Whether a path, or something in it, is in every checkout of the commit.
    boolean committed(String path) {
        return path.equals(".") || tree.has(path) || tree.holds(path);
    }

    /// Whether a path comes into a run from the user's checkout although git does not have it.
    boolean lent(String path) {
        return Stream.concat(configuration.workspace().share().stream(), configuration.workspace().copy().stream())
                .map(name -> Path.of(name).normalize().toString())
                .anyMatch(name -> path.equals(name) || path.startsWith(name + "/") || name.startsWith(path + "/"));
    }

    /// Whether the user's checkout has a path.
    boolean exists(String path) {
        return Files.exists(tree.folder().resolve(path));
    }

    /// Whether a path is one that a run writes: deleted before it, or read for a metric after it.
    boolean output(String path) {
        return configuration.run().purge().matches(path) || outputs().contains(path);
    }

    /// The files that metrics are read from.
    List<String> outputs() {
        var files = new ArrayList<String>();
        for (Metric metric : configuration.metrics()) {
            String file = switch (metric.extractor()) {
                case Extractor.Json json -> json.file();
                case Extractor.Report report -> report.file();
                case Extractor.FileSize size -> size.path();
                case Extractor.MetricLines _,Extractor.Line _,Extractor.Regex _,Extractor.LastLine _,Extractor.Shell _,Extractor.WallTime _,Extractor.CpuTime _,Extractor.PeakMemory _,Extractor.ExitCode _,Extractor.Judged _ ->
                    "";
            };
            if (!file.isEmpty() && !file.startsWith("/")) {
                files.add(Path.of(configuration.run().directory()).resolve(file).normalize().toString());
            }
        }
        return files;
    }
}
