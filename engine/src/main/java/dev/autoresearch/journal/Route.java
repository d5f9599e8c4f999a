package dev.autoresearch.journal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The way to the incumbent: what was kept, and what is explored beside it. Of bounded size.
///
/// @param kept        the last incumbents that were won, oldest first, at most [#REMEMBERED]; the baseline is the first
/// @param exploration the region that is explored, null when there is none
public record Route(List<Kept> kept, @Nullable Exploration exploration) {

    /// How many kept experiments are remembered.
    public static final int REMEMBERED = 50;

    /// Nothing was measured yet.
    public static final Route NONE = new Route(List.of(), null);

    /// Copies the list.
    public Route {
        kept = List.copyOf(kept);
    }

    /// An experiment that was kept.
    ///
    /// @param number of the experiment
    /// @param commit full id
    public record Kept(int number, String commit) {}

    /// A region that was entered although it was not better.
    ///
    /// @param home      the incumbent that was left for it
    /// @param tried     experiments made from there so far, canaries not counted
    /// @param sinceKeep experiments since the last keep when it was entered, that one included
    public record Exploration(Experiment home, int tried, int sinceKeep) {

        private Exploration next() {
            return new Exploration(home, tried + 1, sinceKeep);
        }
    }

    /// After a keep.
    Route won(Experiment row) {
        var longer = new ArrayList<Kept>(kept);
        longer.add(new Kept(row.number(), row.commit()));
        return new Route(longer.subList(Math.max(0, longer.size() - REMEMBERED), longer.size()), exploration);
    }

    /// After a change was followed regardless.
    ///
    /// @param from      the incumbent before
    /// @param sinceKeep experiments since the last keep, this one included
    Route entered(Experiment from, int sinceKeep) {
        return exploration == null ? new Route(kept, new Exploration(from, 0, sinceKeep)) : tried();
    }

    /// After one more experiment.
    Route tried() {
        return exploration == null ? this : new Route(kept, exploration.next());
    }

    /// After the explored region proved better than where it was entered from.
    Route settled() {
        return new Route(kept, null);
    }

    /// After an earlier experiment became the incumbent again: what was kept since is off the way.
    Route back(Experiment to) {
        var shorter = new ArrayList<Kept>(kept.stream().filter(each -> each.number() < to.number()).toList());
        shorter.add(new Kept(to.number(), to.commit()));
        return new Route(shorter, null);
    }
}
