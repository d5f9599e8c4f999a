package dev.autoresearch.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A bench over one checkout.
final class RunBench implements Bench {
    private final Supplier<Parts> fresh;
    private final String prefix;
    private final ScopeCheck scope;
    private final GitWorkspace.Place place;
    private final boolean desk;
    private Parts parts;
    private Map<String, String> spoiled = Map.of();
    private long layings;

    /// A checkout and the guard of what is protected in it.
    record Parts(Checkout checkout, ProtectedFiles guard) {}

    /// @param fresh makes the checkout anew in an empty folder, or gives the one there is where that cannot be done
    /// @param scope shows paths to people
    /// @param desk  whether the proposer edits here too
    RunBench(Parts parts, Supplier<Parts> fresh, String prefix, ScopeCheck scope, GitWorkspace.Place place,
            boolean desk) {
        this.parts = parts;
        this.fresh = fresh;
        this.prefix = prefix;
        this.scope = scope;
        this.place = place;
        this.desk = desk;
    }

    Checkout checkout() {
        return parts.checkout();
    }

    @Override
    public Path folder() {
        return checkout().root().resolve(prefix);
    }

    @Override
    public String commit() {
        return checkout().commit();
    }

    @Override
    public void lay(String commit) {
        layings++;
        checkout().moveTo(commit);
        place.restoreLinks(checkout().root());
        if (!spoiled.isEmpty() && !desk) {
            parts.guard().restore(spoiled.keySet());
        }
        spoiled = Map.of();
    }

    @Override
    public void layAnew(String commit) {
        parts = fresh.get();
        spoiled = Map.of();
        lay(commit);
    }

    @Override
    public long layings() {
        return layings;
    }

    @Override
    public List<String> tampered() {
        var found = new ArrayList<String>();
        for (String path : checkout().changed()) {
            boolean gone = checkout().stat(path).kind() == Stat.Kind.ABSENT;
            found.add(ScopeCheck.printable(scope.shown(path)) + ": differs from the candidate's commit ("
                    + (gone ? "removed" : "changed")
                    + " by the run or its build; list outputs in .gitignore and do not commit them)");
        }
        found.addAll(protectedChanges());
        return found;
    }

    @Override
    public List<String> protectedChanges() {
        var found = new ArrayList<String>();
        spoiled = parts.guard().differences();
        spoiled.forEach((path, phrase) -> found.add(ScopeCheck.printable(scope.shown(path)) + ": " + phrase));
        return found;
    }
}
