package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationBuilder;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.DirectionWords;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Guard;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.WorkspaceSettings;
import dev.autoresearch.setup.Origin;
import dev.autoresearch.setup.Setup;
import dev.autoresearch.setup.explore.Offer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.Set;

/// An offer in the making: every value is given together with the evidence for it, and empty values leave the default
/// alone. Not thread-safe.
final class OfferDraft {
    private static final List<String> ORDER = List.of("goal", "scope.modify", "scope.read", "scope.protect",
            "run.check", "run.prepare", "run.command", "run.timeout", "run.directory", "run.environment", "run.purge",
            "metrics", "guard",
            "workspace");

    private static final int BROAD = 14;

    private final String kind;
    private final String wish;
    private int confidence;
    private final ConfigurationBuilder configuration = Configuration.builder();
    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private final Set<String> needs = new LinkedHashSet<>();
    private final List<String> conflicts = new ArrayList<>();
    private final List<String> share = new ArrayList<>();
    private final List<String> keep = new ArrayList<>();
    private List<String> hints = List.of();
    private boolean changeable;
    private boolean measured;

    /// @param kind       what kind of project offers it
    /// @param wish       what would get better, a phrase that also serves as the goal
    /// @param confidence 0 to 100
    OfferDraft(String kind, String wish, int confidence) {
        this.kind = kind;
        this.wish = wish;
        this.confidence = Math.clamp(confidence, 0, 100);
    }

    OfferDraft goal(String line, Evidence why) {
        configuration.goal(line);
        return because("goal", why);
    }

    OfferDraft modify(Collection<String> globs, Evidence why) {
        if (globs.isEmpty()) {
            return this;
        }
        changeable = true;
        configuration.modify(Globs.of(List.copyOf(globs)));
        return because("scope.modify", why);
    }

    OfferDraft read(Collection<String> globs, Evidence why) {
        if (globs.isEmpty()) {
            return this;
        }
        configuration.read(Globs.of(List.copyOf(globs)));
        return because("scope.read", why);
    }

    OfferDraft protect(Collection<String> globs, Evidence why) {
        if (globs.isEmpty()) {
            return this;
        }
        configuration.protect(Globs.of(List.copyOf(globs)));
        return because("scope.protect", why);
    }

    OfferDraft check(String shell, Evidence why) {
        configuration.check(shell);
        return because("run.check", why);
    }

    OfferDraft prepare(String shell, Evidence why) {
        if (shell.isEmpty()) {
            return this;
        }
        configuration.prepare(shell);
        return because("run.prepare", why);
    }

    OfferDraft command(String shell, Evidence why) {
        configuration.command(shell);
        return because("run.command", why);
    }

    OfferDraft timeout(Duration limit, Evidence why) {
        configuration.timeout(limit);
        return because("run.timeout", why);
    }

    OfferDraft environment(String name, String value, Evidence why) {
        configuration.environment(name, value);
        return because("run.environment", why);
    }

    OfferDraft purge(Collection<String> globs, Evidence why) {
        if (globs.isEmpty()) {
            return this;
        }
        configuration.purge(Globs.of(List.copyOf(globs)));
        return because("run.purge", why);
    }

    /// One more metric; the first one decides, and the evidence is told for it.
    OfferDraft metric(String name, Direction direction, Extractor extractor, Evidence why) {
        configuration.metric(name, direction, extractor);
        if (!measured) {
            measured = true;
            because("metrics", why);
        }
        return this;
    }

    /// One more metric that is only recorded, if its name tells a direction.
    OfferDraft recorded(String name, Extractor extractor) {
        DirectionWords.infer(name).ifPresent(
                direction -> configuration.metric(new Metric(name, direction, false, "", extractor)));
        return this;
    }

    OfferDraft guard(String shell, Evidence why) {
        if (shell.isEmpty()) {
            return this;
        }
        configuration.guard(shell);
        return because("guard", why);
    }

    /// Ignored folders of the checkout that a run needs.
    OfferDraft share(Collection<String> paths, Evidence why) {
        share.addAll(paths);
        return paths.isEmpty() ? this : because("workspace", why);
    }

    /// Outputs of the build that stay from one candidate to the next.
    OfferDraft keep(Collection<String> paths, Evidence why) {
        keep.addAll(paths);
        return paths.isEmpty() ? this : because("workspace", why);
    }

    /// Less speaks for the offer than was thought: what may change was not told by anything but that it is code.
    OfferDraft broad(boolean broad) {
        confidence -= broad ? BROAD : 0;
        return this;
    }

    OfferDraft needs(String... programs) {
        needs.addAll(List.of(programs));
        return this;
    }

    OfferDraft needs(SequencedCollection<String> programs) {
        needs.addAll(programs);
        return this;
    }

    OfferDraft hints(List<String> lines) {
        hints = List.copyOf(lines);
        return this;
    }

    OfferDraft conflict(String sentence) {
        conflicts.add(sentence);
        return this;
    }

    /// The offer; none when nothing could be changed, for then there is nothing to optimise.
    List<Offer> offers() {
        if (!changeable) {
            return List.of();
        }
        if (!share.isEmpty() || !keep.isEmpty()) {
            WorkspaceSettings usual = WorkspaceSettings.DEFAULT;
            configuration.workspace(
                    new WorkspaceSettings(usual.kind(), share, usual.copy(), keep, usual.branchPrefix()));
        }
        if (configuration.build().guard().command().equals(configuration.build().run().command())) {
            configuration.guard(Guard.NONE);
            origins.remove("guard");
        }
        List<Origin> sorted = ORDER.stream().filter(origins::containsKey).map(origins::get).toList();
        return List.of(new Offer(kind, wish, new Setup(configuration.build(), sorted, conflicts, hints), confidence,
                List.copyOf(needs)));
    }

    private OfferDraft because(String key, Evidence why) {
        origins.put(key, why.origin(key));
        return this;
    }
}
