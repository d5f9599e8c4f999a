package dev.autoresearch.setup.preflight;

import dev.autoresearch.config.Extractor;
import dev.autoresearch.setup.preflight.ShellText.Link;
import dev.autoresearch.setup.preflight.ShellText.Step;
import dev.autoresearch.setup.preflight.ShellText.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a failure is noticed: what a line's exit code is made of, and where its output goes.
final class ExitCodeCheck implements Check {
    private static final Set<String> ALWAYS_WELL = Set.of("true", ":", "echo", "printf", "date");
    // Their exit code says something else than that they failed.
    private static final Set<String> TELLS = Set.of("grep", "egrep", "diff", "cmp", "rm", "mkdir", "kill", "test", "[",
            "expr", "which", "command", "rg");

    @Override
    public List<Finding> look(Ground ground) {
        var findings = new ArrayList<Finding>();
        for (Line line : ground.ours().filter(line -> line.use() != Line.Use.READ).toList()) {
            ShellText text = ShellText.of(line.text());
            hidden(text, line.key(), ground.pipefail()).map(what -> hidden(ground, line, what))
                    .ifPresent(findings::add);
            if (line.key().equals("run.command")) {
                thrownAway(ground, text, line).ifPresent(findings::add);
            }
        }
        for (Script script : ground.scripts()) {
            if (script.shell() && script.use() != Line.Use.PROPOSE && script.use() != Line.Use.READ) {
                ofScript(ground, script).ifPresent(findings::add);
            }
        }
        return List.copyOf(findings);
    }

    private static Optional<Finding> ofScript(Ground ground, Script script) {
        List<String> code = script.code();
        if (code.isEmpty()) {
            return Optional.empty();
        }
        boolean pipefail = script.text().contains("pipefail");
        return hidden(ShellText.of(code.getLast()), "The last line of " + script.path(), pipefail)
                .map(what -> hidden(ground, new Line(script.by(), "", script.use(), List.of()), what));
    }

    /// How the exit code of a line says less than it should; empty when it does not.
    private static Optional<String> hidden(ShellText text, String where, boolean pipefail) {
        List<Step> last = text.last();
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Step end = last.getLast();
        String ending = words(end);
        if (end.after() == Link.BACKGROUND && !name(end).equals("wait")) {
            return Optional.of(where + " ends with &, so nobody waits for it and its exit code is lost.");
        }
        Step before = last.getFirst();
        List<Step> all = text.steps();
        int at = all.size() - last.size();
        boolean well = ALWAYS_WELL.contains(name(end)) || ending.equals("exit 0");
        if (well && before.before() == Link.OR && at > 0 && !TELLS.contains(name(all.get(at - 1)))) {
            return Optional.of(where + " ends with || " + ending + ", which makes every failure a success.");
        }
        boolean checked = all.stream().anyMatch(step -> words(step).matches("set -[a-z]*e[a-z]*.*|wait.*"));
        if (well && before.before() == Link.NEXT && at > 0 && !checked && !name(end).equals("date")
                && !text.steps().get(at - 1).words().isEmpty()) {
            return Optional.of(where + " ends with ; " + ending + ", which makes every failure a success.");
        }
        boolean first = last.size() > 1 && !TELLS.contains(name(last.getFirst()))
                && !Set.of("cat", "echo", "printf", "yes").contains(name(last.getFirst()));
        return first && !pipefail && all.stream().noneMatch(step -> words(step).contains("pipefail"))
                ? Optional
                        .of(where + " ends in a pipe to " + name(end) + ", whose exit code hides a failure before it.")
                : Optional.empty();
    }

    private static Finding hidden(Ground ground, Line line, String what) {
        boolean matters = line.use() == Line.Use.GUARD || line.use() == Line.Use.CHECK
                || (line.key().equals("run.command") && blind(ground));
        String remedy = what.contains(" pipe ")
                ? "Put `set -o pipefail` before it (bash), or leave the pipe out: the engine keeps the whole output anyway."
                : "Leave that ending out, so that a failure ends with another exit code than 0.";
        return matters
                ? Finding.problem(Topic.EXIT_CODES, what, remedy)
                : Finding.warning(Topic.EXIT_CODES, what, remedy);
    }

    /// Whether a run that failed at once would measure as a very good one.
    private static boolean blind(Ground ground) {
        return switch (ground.configuration().primary().extractor()) {
            case Extractor.WallTime _,Extractor.CpuTime _,Extractor.PeakMemory _,Extractor.ExitCode _ -> true;
            case Extractor.MetricLines _,Extractor.Line _,Extractor.Regex _,Extractor.LastLine _,Extractor.Shell _,Extractor.Json _,Extractor.FileSize _,Extractor.Report _,Extractor.Judged _ ->
                false;
        };
    }

    private static Optional<Finding> thrownAway(Ground ground, ShellText text, Line line) {
        List<Step> last = text.last();
        if (last.size() != 1) {
            return Optional.empty();
        }
        Step only = last.getFirst();
        boolean out = only.redirects().stream().anyMatch(redirect -> redirect.discards("1"));
        boolean joined = only.redirects().stream().anyMatch(redirect -> redirect.stream().equals("2")
                && redirect.operator().equals("=") && redirect.target().text().equals("1"));
        boolean err = (out && joined) || only.redirects().stream().anyMatch(redirect -> redirect.discards("2"));
        boolean alone = text.steps().size() == 1;
        if (out && alone && fromLog(ground)) {
            return Optional.of(Finding.problem(Topic.EXIT_CODES,
                    line.key() + " throws its output away, and " + ground.configuration().primary().name()
                            + " is read from it.",
                    "Leave out the redirection to /dev/null."));
        }
        return err
                ? Optional.of(Finding.warning(Topic.EXIT_CODES,
                        line.key() + " throws its error messages away: neither you nor the proposer will see why "
                                + "something crashed.",
                        "Leave out 2>/dev/null; the metric is read all the same."))
                : Optional.empty();
    }

    private static boolean fromLog(Ground ground) {
        return switch (ground.configuration().primary().extractor()) {
            case Extractor.MetricLines _,Extractor.Line _,Extractor.Regex _,Extractor.LastLine _ -> true;
            case Extractor.Json(String file, String _) -> file.isEmpty();
            case Extractor.Report report -> report.file().isEmpty();
            case Extractor.Shell _,Extractor.WallTime _,Extractor.CpuTime _,Extractor.PeakMemory _,Extractor.ExitCode _,Extractor.FileSize _,Extractor.Judged _ ->
                false;
        };
    }

    private static String name(Step step) {
        return step.words().isEmpty() ? "" : step.words().getFirst().text();
    }

    private static String words(Step step) {
        return String.join(" ", step.words().stream().map(Word::text).toList());
    }
}
