package dev.autoresearch.proposers.llm;

import dev.autoresearch.config.JudgeSettings;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.LogTail;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.objective.Judgement;
import dev.autoresearch.objective.Jury;
import dev.autoresearch.proposer.Archive;
import dev.autoresearch.proposer.Purse;
import dev.autoresearch.proposer.Support;
import dev.autoresearch.proposers.llm.model.Models;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Language models as judges of runs. Rubric and judged files are read where the candidate ran, so that they are what was
/// committed and what was made. Without temperature where the model allows it; the score of a run is the mean of its
/// repeats, and how much it scatters is measured like the noise of any metric.
public final class ModelJury implements Jury {
    private static final double COLD = 0;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int LOG_LINES = 4_000;

    private final Models models;
    private final Prices prices;
    private final Map<String, String> keys;
    private final Support support;
    private final Stop stop;

    /// A jury.
    ///
    /// @param models  connects them; the caller closes it
    /// @param keys    the environment that holds the models' keys
    /// @param support what may be spent, and who hears of waiting
    /// @param stop    ends a judgement early
    public ModelJury(Models models, Prices prices, Map<String, String> keys, Support support, Stop stop) {
        this.models = models;
        this.prices = prices;
        this.keys = Map.copyOf(keys);
        this.support = support;
        this.stop = stop;
    }

    @Override
    public Judgement judge(JudgeSettings settings, Path folder, Path output) {
        String rubric;
        String subject;
        try {
            rubric = text(folder, folder.resolve(settings.rubric()));
            subject = settings.of().isEmpty()
                    ? LogTail.last(output, LOG_LINES, Judge.SUBJECT)
                    : files(settings, folder);
        } catch (IOException unread) {
            return Judgement.withheld("the judge could not read " + Refusal.because(unread));
        }
        if (subject.isBlank()) {
            return Judgement.withheld("there is nothing to judge");
        }
        var counted = new Counted(support);
        var judge = new Judge(models.connect(settings.model(), keys), prices.of(settings.model()),
                new Judge.Settings(settings.low(), settings.high(), settings.repeats(), settings.seed(),
                        settings.model().temperature().orElse(COLD), settings.model().maxOutput(), PATIENCE));
        List<Judge.Judgement> given = judge.judge(rubric, subject, counted, stop);
        double sum = 0;
        for (Judge.Judgement one : given) {
            switch (one) {
                case Judge.Judgement.Score(double score, String _) -> sum += score;
                case Judge.Judgement.None(String why) -> {
                    return new Judgement.Withheld(why, counted.total());
                }
                case Judge.Judgement.Unaffordable(String why) -> {
                    return new Judgement.Unaffordable(why, counted.total());
                }
            }
        }
        return new Judgement.Scored(sum / given.size(), counted.total());
    }

    private static String files(JudgeSettings settings, Path folder) throws IOException {
        var text = new StringBuilder();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> settings.of().matches(folder.relativize(path).toString())).sorted().toList()) {
                if (text.length() > Judge.SUBJECT) {
                    break;
                }
                text.append("=== ").append(folder.relativize(file)).append("\n\n").append(text(folder, file))
                        .append("\n\n");
            }
        }
        return text.toString();
    }

    private static String text(Path folder, Path file) throws IOException {
        if (!file.toRealPath().startsWith(folder.toRealPath())) {
            throw new IOException(folder.relativize(file) + ", which leads out of the project");
        }
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4 * Judge.SUBJECT), StandardCharsets.UTF_8);
        }
    }

    /// What one run's judgements cost, beside being told to the purse.
    private static final class Counted implements Support, Purse {
        private final Support behind;
        private Spending total = Spending.NONE;

        Counted(Support behind) {
            this.behind = behind;
        }

        synchronized Spending total() {
            return total;
        }

        @Override
        public synchronized void spend(Spending spending) {
            total = total.plus(spending);
            behind.purse().spend(spending);
        }

        @Override
        public double dollarsLeft() {
            return behind.purse().dollarsLeft();
        }

        @Override
        public long tokensLeft() {
            return behind.purse().tokensLeft();
        }

        @Override
        public Purse purse() {
            return this;
        }

        @Override
        public Archive archive() {
            return Archive.EMPTY;
        }

        @Override
        public void doing(String what) {
            behind.doing(what);
        }

        @Override
        public void waiting(String why, Instant until) {
            behind.waiting(why, until);
        }
    }
}
