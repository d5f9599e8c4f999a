package dev.autoresearch.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One line of the journal. Each step of an experiment is written before its effect counts, so that a kill at any
/// instant resumes to the same state.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({@JsonSubTypes.Type(value = Event.SessionStarted.class, name = "session-started"),
        @JsonSubTypes.Type(value = Event.StageStarted.class, name = "stage-started"),
        @JsonSubTypes.Type(value = Event.SessionResumed.class, name = "session-resumed"),
        @JsonSubTypes.Type(value = Event.ExperimentStarted.class, name = "experiment-started"),
        @JsonSubTypes.Type(value = Event.WarmStarted.class, name = "warm-started"),
        @JsonSubTypes.Type(value = Event.Spent.class, name = "spent"),
        @JsonSubTypes.Type(value = Event.Proposed.class, name = "proposed"),
        @JsonSubTypes.Type(value = Event.SentBack.class, name = "sent-back"),
        @JsonSubTypes.Type(value = Event.CandidateMade.class, name = "candidate-made"),
        @JsonSubTypes.Type(value = Event.TrialPlanned.class, name = "trial-planned"),
        @JsonSubTypes.Type(value = Event.RunFinished.class, name = "run-finished"),
        @JsonSubTypes.Type(value = Event.Calibrated.class, name = "calibrated"),
        @JsonSubTypes.Type(value = Event.Decided.class, name = "decided"),
        @JsonSubTypes.Type(value = Event.BrokenOff.class, name = "broken-off"),
        @JsonSubTypes.Type(value = Event.StudyStarted.class, name = "study-started"),
        @JsonSubTypes.Type(value = Event.StudyRun.class, name = "study-run"),
        @JsonSubTypes.Type(value = Event.StudyEnded.class, name = "study-ended"),
        @JsonSubTypes.Type(value = Event.Judged.class, name = "judged"),
        @JsonSubTypes.Type(value = Event.Rewound.class, name = "rewound"),
        @JsonSubTypes.Type(value = Event.Imported.class, name = "imported"),
        @JsonSubTypes.Type(value = Event.Settled.class, name = "settled"),
        @JsonSubTypes.Type(value = Event.Told.class, name = "told"),
        @JsonSubTypes.Type(value = Event.SessionEnded.class, name = "session-ended")})
public sealed interface Event {

    /// The first line of every journal.
    ///
    /// @param schema        version of the journal's format, [Journal#SCHEMA]
    /// @param engine        version of the program
    /// @param tag           the session's name
    /// @param branch        full branch name without `refs/heads/`
    /// @param base          commit the session started from, full id
    /// @param goal          as configured
    /// @param metrics       names, units and directions, the deciding one first
    /// @param configuration the text of `autoresearch.yaml` as it was at the start, empty for a library caller
    /// @param seed          the root of all randomness of the session
    /// @param machine       host, processor and operating system, one line
    record SessionStarted(int schema, String engine, String tag, String branch, String base, String goal,
            List<MetricLabel> metrics, String configuration, long seed, String machine) implements Event {

        /// Copies the list.
        public SessionStarted {
            metrics = List.copyOf(metrics);
        }
    }

    /// A stage begins: what the one before kept is frozen.
    ///
    /// @param index   0 for the first
    /// @param name    as configured
    /// @param base    the commit it starts from, full id
    /// @param metrics names, units and directions, the deciding one first
    /// @param before  why the stage before ended; null for the first
    record StageStarted(int index, String name, String base, List<MetricLabel> metrics, @Nullable EndReason before)
            implements
                Event {

        /// Copies the list.
        public StageStarted {
            metrics = List.copyOf(metrics);
        }
    }

    /// An engine took the session up again.
    ///
    /// @param engine version of the program
    /// @param notes  what the reconciliation with git found and mended
    record SessionResumed(String engine, List<String> notes) implements Event {

        /// Copies the list.
        public SessionResumed {
            notes = List.copyOf(notes);
        }
    }

    /// A number is taken.
    ///
    /// @param parent the commit it is tried from, full id
    /// @param mode   the strategy's mode, for example `climb`
    record ExperimentStarted(int number, String parent, String mode) implements Event {}

    /// Knowledge was brought from elsewhere.
    ///
    /// @param from what the user named: another session's tag, or a file
    record WarmStarted(String from, Knowledge knowledge) implements Event {}

    /// A proposer that is at work used up this much; written as it comes, so that no kill forgets it.
    record Spent(int number, Spending spending) implements Event {}

    /// A proposer answered.
    ///
    /// @param attempt    1 for the first, more for what went back
    /// @param hypothesis one line; empty when there was none
    /// @param spending   what it cost beside its [Spent]
    /// @param took       wall time of the proposal
    /// @param detail     what the proposer wants to remember, as JSON
    /// @param remarks    what it says beside
    record Proposed(int number, int attempt, String proposer, String hypothesis, Spending spending, Duration took,
            String detail, Remarks remarks) implements Event {

        /// A journal of schema 2 has no remarks.
        public Proposed {
            remarks = Objects.requireNonNullElse(remarks, Remarks.NONE);
        }

        /// An answer without remarks.
        public Proposed(int number, int attempt, String proposer, String hypothesis, Spending spending, Duration took,
                String detail) {
            this(number, attempt, proposer, hypothesis, spending, took, detail, Remarks.NONE);
        }
    }

    /// The answer goes back to its proposer, within the same experiment.
    ///
    /// @param attempt the attempt that goes back
    record SentBack(int number, int attempt, Setback setback) implements Event {}

    /// The edit passed the scope check and is a commit.
    record CandidateMade(int number, int attempt, String commit, DiffStat diff) implements Event {}

    /// One command of the experiment ended.
    ///
    /// @param index  1 for the first run of this purpose in this attempt
    /// @param judged the values by which the run was judged, where they are others than its metrics: a score, or a metric
    ///               with the price of a broken constraint; empty otherwise
    record RunFinished(int number, int attempt, Purpose purpose, int index, String commit, RunRecord run,
            Map<String, Double> judged) implements Event {

        /// Copies the map; a journal of schema 1 has none.
        public RunFinished {
            judged = Map.copyOf(Objects.requireNonNullElse(judged, Map.of()));
        }

        /// A run judged by its metrics as they are.
        public RunFinished(int number, int attempt, Purpose purpose, int index, String commit, RunRecord run) {
            this(number, attempt, purpose, index, commit, run, Map.of());
        }

        /// The values by which it was judged.
        public Map<String, Double> values() {
            return judged.isEmpty() ? run.metrics() : judged;
        }
    }

    /// How the candidate will be judged, written before its first run.
    record TrialPlanned(int number, int attempt, TrialPlan plan) implements Event {}

    /// The noise was measured.
    ///
    /// @param why     what made it necessary
    /// @param metrics the median of every metric over the runs
    record Calibrated(String why, Map<String, Double> metrics, Calibration calibration) implements Event {

        /// Copies the map.
        public Calibrated {
            metrics = Map.copyOf(metrics);
        }
    }

    /// The runs of an experiment led to a decision; the verdict follows.
    record Decided(int number, int attempt, Decision decision) implements Event {}

    /// A failing run, constraint or guard ended the runs of an experiment before they led to a decision.
    record BrokenOff(int number, int attempt, NoiseChange change) implements Event {}

    /// Runs outside any experiment begin.
    ///
    /// @param study without runs
    /// @param why   what made it necessary, one phrase
    record StudyStarted(Study study, String why) implements Event {}

    /// One command of the study ended.
    ///
    /// @param index which run of its purpose in the study, from 1
    record StudyRun(int id, Purpose purpose, int index, String commit, RunRecord run) implements Event {}

    /// The study is over.
    ///
    /// @param confirmation what a comparison showed; null when it was a calibration, or given up
    /// @param note         why it was given up; empty when it was not
    record StudyEnded(int id, @Nullable Confirmation confirmation, String note) implements Event {}

    /// The verdict: the experiment is finished.
    record Judged(Experiment experiment) implements Event {}

    /// An earlier keep is the incumbent again: the user wants it so, a check of the last keep failed, or a region that was
    /// explored did not pay. An unfinished experiment, tried from the incumbent of before, is given up.
    ///
    /// @param experiment the whole row, so that the state needs no look into the history
    record Rewound(Experiment experiment) implements Event {}

    /// An experiment that somebody else made and measured: shown and told, but no number of ours. It becomes neither
    /// baseline nor incumbent, and nothing is compared with it.
    ///
    /// @param experiment the row, as far as it is known
    /// @param word       the status as the file has it
    /// @param from       the file's name
    record Imported(Experiment experiment, String word, String from) implements Event {}

    /// The region that was explored proved better than where it was entered from: the session goes on from there.
    ///
    /// @param home number of the incumbent that was left for it
    record Settled(int home) implements Event {}

    /// A message from the user reached the session.
    ///
    /// @param id   name of the inbox file, so that none is taken twice
    record Told(String id, String text) implements Event {}

    /// The engine let go of the session.
    record SessionEnded(EndReason reason, String detail) implements Event {}
}
