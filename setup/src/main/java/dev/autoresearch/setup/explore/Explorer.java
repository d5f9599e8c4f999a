package dev.autoresearch.setup.explore;

import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.kind.Kinds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Looks around in a project with two explorers side by side, then asks every kind what could be optimised. Runs nothing
/// of the project and needs none of its tools.
public final class Explorer {
    private Explorer() {}

    /// What is in a project.
    public static Exploration explore(ProjectTree tree) {
        try (ExecutorService explorers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Observation>> structure = explorers.submit(() -> StructureExplorer.look(tree));
            Future<List<Observation>> metrics = explorers.submit(() -> MetricsExplorer.look(tree));
            return new Exploration(result(structure), result(metrics), offers(tree));
        }
    }

    private static List<Offer> offers(ProjectTree tree) {
        var likeliestFirst = new ArrayList<Offer>();
        Kinds.all().forEach(kind -> likeliestFirst.addAll(kind.offers(tree)));
        likeliestFirst.sort(Comparator.comparingInt(Offer::confidence).reversed());
        var seen = new HashSet<List<Object>>();
        // Two kinds may see the same thing, a script that a makefile starts for instance.
        return likeliestFirst.stream().filter(offer -> seen.add(List.of(offer.setup().configuration().run().command(),
                offer.setup().configuration().primary(), offer.setup().configuration().scope().modify()))).toList();
    }

    private static <T> T result(Future<T> exploring) {
        try {
            return exploring.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
