package dev.autoresearch.trial;

import dev.autoresearch.config.Globs;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Deletes the outputs named in `run.purge`, so that no run reads what an earlier one left. Symbolic links are not
/// followed: what a worktree shares with the user's checkout stays theirs.
final class Purge {
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{\\\\]");
    private static final Set<String> NEVER = Set.of(".git", ".autoresearch");

    private Purge() {}

    static void purge(Path project, Globs globs) throws IOException {
        var literals = new ArrayList<Path>();
        var starts = new HashSet<Path>();
        for (String pattern : globs.patterns()) {
            if (WILDCARD.matcher(pattern).find()) {
                starts.add(beforeWildcard(project, pattern));
            } else {
                literals.add(project.resolve(pattern).normalize());
            }
        }
        for (Path literal : literals) {
            if (within(project, literal)) {
                Trees.delete(literal);
            }
        }
        for (Path start : starts) {
            if (Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS)
                    && (start.equals(project) || within(project, start))) {
                for (Path match : matches(project, start, globs)) {
                    Trees.delete(match);
                }
            }
        }
    }

    private static Path beforeWildcard(Path project, String pattern) {
        Path start = project;
        for (Path part : Path.of(pattern)) {
            if (WILDCARD.matcher(part.toString()).find()) {
                break;
            }
            start = start.resolve(part);
        }
        return start.normalize();
    }

    private static List<Path> matches(Path project, Path start, Globs globs) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (folder.equals(start)) {
                    return FileVisitResult.CONTINUE;
                }
                return never(folder) || take(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!never(file)) {
                    take(file);
                }
                return FileVisitResult.CONTINUE;
            }

            private boolean take(Path path) {
                String relative = project.relativize(path).toString().replace('\\', '/');
                return globs.matches(relative) && found.add(path);
            }
        });
        return found;
    }

    private static boolean never(Path path) {
        return NEVER.contains(String.valueOf(path.getFileName()));
    }

    /// Whether a path is really inside the project: not above it, not the project itself, not behind a link.
    private static boolean within(Path project, Path path) throws IOException {
        Path parent = path.getParent();
        if (path.equals(project) || !path.startsWith(project) || parent == null || !Files.isDirectory(parent)) {
            return false;
        }
        for (Path part : project.relativize(path)) {
            if (never(part)) {
                return false;
            }
        }
        return parent.toRealPath().startsWith(project.toRealPath())
                && parent.toRealPath().equals(project.toRealPath().resolve(project.relativize(parent)).normalize());
    }
}
