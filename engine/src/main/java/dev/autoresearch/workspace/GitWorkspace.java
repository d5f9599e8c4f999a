package dev.autoresearch.workspace;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.SessionFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The workspace over one git repository. [WorktreeWorkspace] and [InPlaceWorkspace] open it; from then on both work the
/// same way. Not thread-safe.
public final class GitWorkspace implements Workspace {
    private static final int SUBJECT = 200;

    private final Project project;
    private final GitObjects objects;
    private final GitSettings settings;
    private final Checkout desk;
    private final ProtectedFiles deskGuard;
    private final ScopeCheck scope;
    private final SessionRefs refs;
    private final SessionBranch branch;
    private final Notes notes;
    private final Place place;

    private Map<String, @Nullable Leaf> inspected = Map.of();
    private Map<String, @Nullable Leaf> inspectedBefore = Map.of();
    private String inspectedAgainst = "";
    private final List<RunBench> benches = new ArrayList<>();
    private final @Nullable Supplier<RunBench> second;

    /// @param run    where candidates run; the desk itself in the user's own checkout
    /// @param extras makes further run checkouts; null where there is only one place
    GitWorkspace(Project project, SessionFolder folder, Configuration configuration, GitObjects objects,
            GitSettings settings, Checkout desk, Checkout run, SessionRefs refs, SessionBranch branch, Place place,
            @Nullable RunCheckouts extras) {
        this.project = project;
        this.objects = objects;
        this.settings = settings;
        this.desk = desk;
        this.refs = refs;
        this.branch = branch;
        this.place = place;
        this.notes = new Notes(objects, refs, settings);
        this.scope = new ScopeCheck(configuration.scope(), configuration.noNewDependencies(), project.prefix(),
                desk.root());
        var modules = new TreeSet<>(run.submodules());
        Path manifest = folder.path().resolve("protected");
        Function<Checkout, RunBench.Parts> guarded = checkout -> {
            var guard = new ProtectedFiles(checkout.root(), project.toplevel(), project.prefix(),
                    configuration.scope().protect(), modules, place.links(), path -> checkout.leaf(path) != null);
            guard.take(manifest);
            return new RunBench.Parts(checkout, guard);
        };
        RunBench.Parts first = guarded.apply(run);
        benches.add(new RunBench(first, extras == null ? () -> first : () -> guarded.apply(extras.fresh(0)),
                project.prefix(), scope, place, desk == run));
        this.second = extras == null
                ? null
                : () -> new RunBench(guarded.apply(extras.open(1)), () -> guarded.apply(extras.fresh(1)),
                        project.prefix(), scope, place, false);
        this.deskGuard = desk == run
                ? first.guard()
                : new ProtectedFiles(desk.root(), project.toplevel(), project.prefix(), Globs.of(), modules,
                        place.links(), path -> desk.leaf(path) != null);
        if (desk != run && !modules.isEmpty()) {
            deskGuard.take(folder.path().resolve("submodules"));
        }
    }

    /// Worktrees to run in, by their number from 0.
    interface RunCheckouts {

        /// Takes one up again, or makes it.
        Checkout open(int number);

        /// Makes one in an empty folder.
        Checkout fresh(int number);
    }

    @Override
    public Path desk() {
        return desk.root().resolve(project.prefix());
    }

    @Override
    public Bench bench() {
        return benches.getFirst();
    }

    @Override
    public Bench bench(String commit, String beside) {
        for (RunBench bench : benches) {
            if (bench.commit().equals(commit) && bench.layings() > 0) {
                return bench;
            }
        }
        RunBench first = benches.getFirst();
        if (second == null || beside.isEmpty() || !first.commit().equals(beside)) {
            return first;
        }
        if (benches.size() == 1) {
            benches.add(second.get());
        }
        return benches.getLast();
    }

    @Override
    public void resetDesk(String commit) {
        inspectedAgainst = "";
        desk.moveTo(commit);
        if (!inPlace()) {
            place.restoreLinks(desk.root());
            deskGuard.restore(deskGuard.differences().keySet());
        }
    }

    @Override
    public Edit inspect(String incumbent) {
        var before = new LinkedHashMap<String, @Nullable Leaf>();
        Map<String, @Nullable Leaf> apart = objects.difference(desk.commit(), incumbent);
        var paths = new TreeSet<>(desk.changed());
        paths.addAll(apart.keySet());
        desk.strays().stream().filter(stray -> !stray.ignored()).forEach(stray -> paths.add(stray.path()));
        var breaches = new ArrayList<String>();
        var after = new LinkedHashMap<String, @Nullable Leaf>();
        for (String path : paths) {
            Leaf old = apart.containsKey(path) ? apart.get(path) : desk.leaf(path);
            Stat stat = desk.stat(path);
            if (old != null && old.equals(stat.kind() == Stat.Kind.OTHER ? null : desk.actual(path, stat, old))) {
                continue;
            }
            String breach = scope.breach(path, old, stat, desk);
            if (breach.isEmpty()) {
                before.put(path, old);
                after.put(path, desk.store(path, stat, old));
            } else {
                breaches.add(breach);
            }
        }
        if (!inPlace()) {
            deskGuard.differences().forEach((path, phrase) -> breaches
                    .add(ScopeCheck.printable(scope.shown(path)) + ": in a submodule, which candidates do not change"));
        }
        if (!breaches.isEmpty()) {
            return new Edit.Outside(breaches);
        }
        inspected = after;
        inspectedBefore = before;
        inspectedAgainst = incumbent;
        return after.isEmpty()
                ? new Edit.None()
                : new Edit.Allowed(after.keySet().stream().map(scope::shown).toList());
    }

    @Override
    public Candidate commit(Edit.Allowed edit, String incumbent, String message) {
        List<String> stored = inspected.keySet().stream().map(scope::shown).toList();
        if (!inspectedAgainst.equals(incumbent) || !stored.equals(edit.paths())) {
            throw new IllegalStateException("commit must follow the inspection that allowed it");
        }
        String id = objects.commit(incumbent, inspected, settings.identity(), tidy(message));
        return new Candidate(id, ChangeSize.of(objects, inspectedBefore, inspected));
    }

    @Override
    public String twin(String commit, String message) {
        return objects.commit(commit, Map.of(), settings.identity(), tidy(message));
    }

    @Override
    public void publish(String name, String commit) {
        refs.put(name, commit);
    }

    @Override
    public String advance(String commit) {
        refs.put(SessionRefs.INCUMBENT, commit);
        String note = branch.advance(commit);
        inspectedAgainst = "";
        desk.moveTo(commit);
        place.advanced(commit);
        return note;
    }

    @Override
    public boolean has(String commit) {
        return objects.hasCommit(commit);
    }

    @Override
    public String diff(String from, String to) {
        return objects.patch(from, to);
    }

    @Override
    public Set<String> changed(String from, String to) {
        return Set.copyOf(objects.difference(from, to).keySet());
    }

    @Override
    public DiffStat size(String from, String to) {
        return ChangeSize.of(objects, objects.difference(to, from), objects.difference(from, to));
    }

    @Override
    public void note(String commit, String text) {
        notes.add(commit, text);
    }

    /// Brings branch, desk and run folder to what the journal says after an engine ended anywhere. Call once after opening
    /// a session again.
    ///
    /// @param incumbent the journal's incumbent, or the session's base before there is one
    /// @return what was found and mended, one sentence each
    public List<String> reconcile(String incumbent) {
        if (!has(incumbent)) {
            throw new Refusal(Exit.REPOSITORY,
                    "The incumbent " + incumbent + " is not in the repository any more.",
                    "Fetch it from a clone that has it, or start a new session with another --tag.");
        }
        var found = new ArrayList<String>();
        refs.put(SessionRefs.INCUMBENT, incumbent);
        String before = branch.at();
        String note = branch.advance(incumbent);
        if (!note.isEmpty()) {
            found.add(note);
        } else if (!before.equals(incumbent)) {
            found.add("The branch " + branch.name() + " was at " + shorter(before) + " and is now at the incumbent "
                    + shorter(incumbent) + ".");
        }
        int changed = desk.changed().size();
        if (changed > 0) {
            found.add("An unfinished edit of " + changed + (changed == 1 ? " file" : " files") + " was undone.");
        }
        resetDesk(incumbent);
        bench().lay(incumbent);
        place.advanced(incumbent);
        return List.copyOf(found);
    }

    /// Deletes files of the run folder that the globs match, never through a symlink.
    public void purge(Globs globs) {
        if (!globs.isEmpty()) {
            purge(bench().folder(), "", globs);
        }
    }

    /// Removes the session's worktrees; branch, refs and the session's folder stay. For in-place nothing is to be removed.
    public void remove() {
        close();
        place.remove();
    }

    @Override
    public void close() {
        notes.flush();
        refs.pack();
        place.close(desk);
        objects.close();
    }

    private void purge(Path folder, String path, Globs globs) {
        for (String name : Folders.names(folder)) {
            String full = path.isEmpty() ? name : path + "/" + name;
            Path file = folder.resolve(name);
            if (name.equals(".git") || benches.getFirst().checkout().leaf(project.prefix() + full) != null) {
                continue;
            }
            Stat.Kind kind = Stat.of(file).kind();
            if (kind == Stat.Kind.FOLDER) {
                purge(file, full, globs);
            } else if (globs.matches(full) && !place.links().contains(project.prefix() + full)) {
                Folders.delete(file);
            }
        }
    }

    private boolean inPlace() {
        return benches.getFirst().checkout() == desk;
    }

    private static String tidy(String message) {
        String plain = message.lines().map(line -> ScopeCheck.printable(line.replace('\t', ' ')).strip())
                .reduce((a, b) -> a + "\n" + b).orElse("").strip();
        int end = plain.indexOf('\n');
        String subject = end < 0 ? plain : plain.substring(0, end);
        String rest = end < 0 ? "" : plain.substring(end + 1).strip();
        if (subject.length() > SUBJECT) {
            rest = rest.isEmpty() ? subject : subject + "\n\n" + rest;
            subject = subject.substring(0, subject.offsetByCodePoints(0, SUBJECT / 2)) + "…";
        }
        return (subject.isBlank() ? "candidate" : subject) + (rest.isEmpty() ? "" : "\n\n" + rest) + "\n";
    }

    private static String shorter(String commit) {
        return commit.isEmpty() ? "nothing" : commit.substring(0, 7);
    }

    /// What differs between own worktrees and the user's checkout.
    interface Place {

        /// Symlinks that are the engine's own, relative to the repository's root.
        java.util.Set<String> links();

        /// Makes those links right in a folder.
        void restoreLinks(Path root);

        /// The branch moved.
        void advanced(String commit);

        /// The session ends for now.
        void close(Checkout desk);

        /// The session's folders are to go.
        void remove();
    }
}
