package dev.autoresearch.proposers.agent;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Globs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What of the desk and around it a program in our sandbox can see and write.
///
/// @param desk     the one folder of the project that it can write to
/// @param around   the repository and its checkouts, which it can only read whatever else it can write
/// @param fixed    files and folders in the desk that it can only read
/// @param masked   files and folders that it finds empty
/// @param complete whether everything that is protected is in `fixed`; not when there is too much of it
record Reach(Path desk, List<Path> around, List<Path> fixed, List<Path> masked, boolean complete) {

    /// So many places are guarded one by one.
    static final int MOST = 4_000;

    private static final String ENGINE = ".autoresearch";

    Reach {
        around = List.copyOf(around);
        fixed = List.copyOf(fixed);
        masked = List.copyOf(masked);
    }

    /// The reach at this desk.
    static Reach at(Path desk, Configuration configuration) {
        Path here = desk.toAbsolutePath().normalize();
        Globs hidden = configuration.unseen();
        var fixed = new ArrayList<Path>();
        for (String own : List.of(".git", ENGINE)) {
            if (Files.exists(here.resolve(own))) {
                fixed.add(here.resolve(own));
            }
        }
        var masked = new ArrayList<Path>();
        collect(here, configuration.scope().protect(), fixed);
        collect(here, hidden, masked);
        Optional<Checkout> checkout = checkout(here);
        if (!hidden.isEmpty()) {
            elsewhere(here, checkout, hidden, masked);
        }
        List<Path> around = checkout.stream().flatMap(at -> Stream.of(at.main(), at.root(), at.git())).distinct()
                .filter(path -> !path.startsWith(here)).toList();
        boolean complete = fixed.size() <= MOST;
        return new Reach(here, around, complete ? fixed : fixed.subList(0, MOST), masked, complete);
    }

    /// What is hidden at the desk stands in other checkouts, in the history and in the files of the session, too.
    private static void elsewhere(Path desk, Optional<Checkout> found, Globs hidden, List<Path> masked) {
        for (Path up = desk; up != null; up = up.getParent()) {
            Path name = up.getFileName();
            if (name != null && name.toString().equals(ENGINE)) {
                masked.add(up);
                break;
            }
        }
        found.ifPresent(checkout -> {
            masked.add(checkout.git().resolve("objects"));
            Path project = checkout.main().resolve(checkout.root().relativize(desk).toString());
            if (!project.equals(desk) && Files.isDirectory(project)) {
                collect(project, hidden, masked);
            }
        });
    }

    /// The checkout that a folder is in.
    ///
    /// @param root of this checkout
    /// @param git  the repository
    /// @param main the checkout that the repository is in
    private record Checkout(Path root, Path git, Path main) {}

    private static Optional<Checkout> checkout(Path folder) {
        for (Path root = folder; root != null; root = root.getParent()) {
            Path git = root.resolve(".git");
            if (Files.isDirectory(git)) {
                return Optional.of(new Checkout(root, git, root));
            }
            if (Files.isRegularFile(git)) {
                try {
                    Path admin = root.resolve(Files.readString(git).replaceFirst("^gitdir:", "").strip()).normalize();
                    Path common = admin.resolve(Files.readString(admin.resolve("commondir")).strip()).normalize();
                    Path main = common.getParent();
                    return Optional.of(new Checkout(root, common, main == null ? root : main));
                } catch (IOException broken) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /// The places below a folder that the globs cover: a folder where they cover everything that could be in it.
    private static void collect(Path folder, Globs globs, List<Path> found) {
        if (globs.isEmpty()) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    String name = name(directory);
                    if (directory.endsWith(".git") || directory.endsWith(ENGINE)) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    if (!name.isEmpty() && globs.matches(name + "/~") && globs.matches(name + "/~/~/~")) {
                        found.add(directory);
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!attributes.isSymbolicLink() && globs.matches(name(file))) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }

                private String name(Path path) {
                    return folder.relativize(path).toString();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
