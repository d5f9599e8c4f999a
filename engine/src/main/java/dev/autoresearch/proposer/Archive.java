package dev.autoresearch.proposer;

import dev.autoresearch.journal.Experiment;
import java.util.Optional;

/// The history of a session, looked up while a proposal is under way. Nothing of what `scope.hidden` covers is in it. Texts
/// are of bounded size, and data of unknown origin. Thread-safe.
public interface Archive {

    /// An archive of nothing.
    Archive EMPTY = new Archive() {
        @Override
        public Optional<Experiment> experiment(int number) {
            return Optional.empty();
        }

        @Override
        public String diff(int number) {
            return "";
        }

        @Override
        public String log(int number) {
            return "";
        }
    };

    /// A finished experiment.
    Optional<Experiment> experiment(int number);

    /// The change of an experiment as a patch, its beginning where it is long; empty when it has none.
    String diff(int number);

    /// The last lines of the log of an experiment's last run; empty when there is none.
    String log(int number);
}
