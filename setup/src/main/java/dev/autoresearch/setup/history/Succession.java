package dev.autoresearch.setup.history;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Several histories as one, ready to be gone on with: numbered, with commits found in the repository, each row with the
/// commit it was tried from. Immutable.
///
/// @param experiments numbered from 0
/// @param base        the commit of the last keep, full id; empty when rows were taken without their commits
/// @param lost        short hashes of rows that were not kept and whose commit is not there any more
public record Succession(List<Event.Imported> experiments, String base, List<String> lost) {

    /// Copies the lists.
    public Succession {
        experiments = List.copyOf(experiments);
        lost = List.copyOf(lost);
    }

    /// Puts them together in the given order. A row that an earlier file has already is taken once.
    ///
    /// @param commits        finds the full id of a hash
    /// @param withoutCommits whether keeps may miss theirs: then nothing of the files' commits is used
    /// @param now            when rows were finished whose file does not say
    /// @throws Refusal with [Exit#REPOSITORY] if the commit of a keep is not there
    public static Succession of(List<History> histories, Function<String, Optional<String>> commits,
            boolean withoutCommits, Instant now) {
        List<Event.Imported> rows = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        Set<String> known = new HashSet<>();
        String parent = "";
        for (History history : histories) {
            Set<String> own = new HashSet<>();
            for (Past past : history.rows()) {
                Experiment row = past.experiment();
                String identity = row.commit() + "\t" + row.status() + "\t" + row.description();
                own.add(identity);
                if (known.contains(identity)) {
                    continue;
                }
                Optional<String> found = withoutCommits || row.commit().isEmpty()
                        ? Optional.empty()
                        : commits.apply(row.commit());
                if (found.isEmpty() && row.status().kept() && !withoutCommits) {
                    missing.add(history.file() + ":" + past.line() + ": "
                            + (row.commit().isEmpty() ? "no commit" : row.commit()) + ", " + row.description());
                } else if (found.isEmpty() && !row.commit().isEmpty()) {
                    lost.add(row.commit());
                }
                String commit = found.orElse(row.commit());
                rows.add(new Event.Imported(numbered(row, rows.size(), commit, rows.isEmpty() ? commit : parent, now),
                        past.word(), history.file()));
                parent = row.status().kept() && found.isPresent() ? commit : parent;
            }
            known.addAll(own);
        }
        if (!missing.isEmpty()) {
            throw new Refusal(Exit.REPOSITORY,
                    "The commit of " + (missing.size() == 1 ? "a keep is" : missing.size() + " keeps are")
                            + " not in this repository.",
                    missing, "Fetch the branch they are on, or import what was learnt with --without-commits, which "
                            + "starts from the checked-out commit.");
        }
        return new Succession(rows, parent, lost.stream().distinct().toList());
    }

    private static Experiment numbered(Experiment row, int number, String commit, String parent, Instant now) {
        return new Experiment(number, row.status(), row.reason(), row.description(), commit, parent, row.metrics(),
                row.peakMemory(), row.wall(), row.cpu(), row.runs(), row.diff(), row.spending(), row.total(),
                row.attempts(), row.proposer(), row.detail(),
                row.finished().equals(Instant.EPOCH) ? now : row.finished());
    }
}
