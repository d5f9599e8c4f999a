package dev.autoresearch.proposers.llm.tool;

// Models name paths in every way there is; whatever they name is bound to the desk here, before anything is touched.

import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.ArrayList;

/// The folder that a proposal may look at and edit, as far as the scope goes. For one thread.
final class Desk {
    private static final Set<String> LITERAL_ONLY = Set.of(".gitattributes", ".gitmodules", ".gitignore", ".gitconfig",
            ".lfsconfig", "autoresearch.yaml");
    private static final int VISITED = 200_000;

    private final Path root;
    private final Path real;
    private final Scope scope;

    /// @param root exists
    Desk(Path root, Scope scope) throws IOException {
        this.root = root.toAbsolutePath().normalize();
        this.real = root.toRealPath();
        this.scope = scope;
    }

    /// A place at the desk.
    ///
    /// @param path relative, with `/`
    record Place(String path, Path file) {}

    /// A file that may be read.
    ///
    /// @throws Unusable if it may not, or is none
    Place readable(String given) {
        Place place = bound(given);
        if (!Files.exists(place.file(), LinkOption.NOFOLLOW_LINKS)) {
            throw new Unusable("There is no file " + place.path() + ". `list_files` shows what there is.");
        }
        if (!shown(place)) {
            throw new Unusable(
                    place.path() + " cannot be read: it is hidden from proposals or leads out of the project.");
        }
        if (!Files.isRegularFile(place.file())) {
            throw new Unusable(place.path() + " is not a file. `list_files` with the glob `" + place.path()
                    + "/**` shows what is in a folder.");
        }
        return place;
    }

    /// A file that may be written, whether it is there already or not.
    ///
    /// @throws Unusable if it may not
    Place writable(String given) {
        Place place = bound(given);
        String path = place.path();
        Globs modify = scope.modify();
        if (!modify.matches(path)) {
            throw new Unusable(path + " may not be changed. Only these may: " + modify + ".");
        }
        if (scope.protect().matches(path)) {
            throw new Unusable(path + " is protected and must stay as it is.");
        }
        if (scope.hidden().matches(path)) {
            throw new Unusable(path + " may not be changed: it is hidden from proposals.");
        }
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (LITERAL_ONLY.contains(name) && !modify.namesLiterally(path)) {
            throw new Unusable(path + " may not be changed: it changes how the project is read.");
        }
        try {
            Path there = existing(place.file());
            if (!there.toRealPath().equals(real.resolve(root.relativize(there)).normalize())) {
                throw new Unusable(path + " cannot be written: a link is on the way.");
            }
            if (Files.exists(place.file(), LinkOption.NOFOLLOW_LINKS)) {
                if (!Files.isRegularFile(place.file(), LinkOption.NOFOLLOW_LINKS)) {
                    throw new Unusable(path + " is not an ordinary file.");
                }
                if (Files.getAttribute(place.file(), "unix:nlink") instanceof Integer links && links > 1) {
                    throw new Unusable(path + " cannot be written: it is the same file as another one (a hard link).");
                }
            } else if (!there.equals(place.file()) && !Files.isDirectory(there)) {
                throw new Unusable(path + " cannot be written: " + relative(there) + " is a file, not a folder.");
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new Unusable(path + " cannot be written: " + e.getMessage());
        }
        return place;
    }

    /// The files that may be read and that the globs cover, sorted.
    ///
    /// @param globs [Globs#NONE] for all
    List<Place> files(Globs globs) {
        var found = new ArrayList<Place>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                private int visited;

                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean skipped = !folder.equals(root)
                            && (git(root.relativize(folder)) || scope.hidden().matches(relative(folder)));
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    var place = new Place(relative(file), file);
                    if ((globs.isEmpty() || globs.matches(place.path())) && !git(root.relativize(file)) && shown(place)
                            && Files.isRegularFile(file)) {
                        found.add(place);
                    }
                    return ++visited < VISITED ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new Unusable("The files cannot be listed: " + e.getMessage());
        }
        Collections.sort(found, (one, other) -> one.path().compareTo(other.path()));
        return found;
    }

    /// The text of a file.
    ///
    /// @throws Unusable if it is too large or no text
    static String text(Place place, long limit) {
        try {
            long size = Files.size(place.file());
            if (size > limit) {
                throw new Unusable(place.path() + " has " + size + " bytes, more than the " + limit
                        + " that can be read. `search` finds lines in it up to a size of " + Search.LARGEST + ".");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(place.file())))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Unusable(place.path() + " is not text in UTF-8.");
        } catch (IOException e) {
            throw new Unusable(place.path() + " cannot be read: " + e.getMessage());
        }
    }

    private Place bound(String given) {
        try {
            Path named = Path.of(given.strip());
            Path file = root.resolve(named).normalize();
            if (!file.startsWith(root) && named.isAbsolute() && named.normalize().startsWith(real)) {
                file = root.resolve(real.relativize(named.normalize()));
            }
            if (!file.startsWith(root) || file.equals(root)) {
                throw new Unusable("'" + given + "' is not a file in the project. Give a path relative to its folder, "
                        + "such as src/main.c.");
            }
            if (git(root.relativize(file))) {
                throw new Unusable("git's own files cannot be read or changed.");
            }
            String path = relative(file);
            if (path.codePoints().anyMatch(Character::isISOControl)) {
                throw new Unusable("There are control characters in the path.");
            }
            return new Place(path, file);
        } catch (InvalidPathException e) {
            throw new Unusable("'" + given.replace('\0', ' ') + "' is not a path.");
        }
    }

    private boolean shown(Place place) {
        if (scope.hidden().matches(place.path())) {
            return false;
        }
        try {
            Path target = place.file().toRealPath();
            if (!target.startsWith(real)) {
                return false;
            }
            Path inside = real.relativize(target);
            return !git(inside) && !scope.hidden().matches(slashes(inside));
        } catch (IOException dangling) {
            return false;
        }
    }

    private static boolean git(Path path) {
        for (Path name : path) {
            if (name.toString().equalsIgnoreCase(".git")) {
                return true;
            }
        }
        return false;
    }

    private static Path existing(Path file) {
        Path there = file;
        while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    private String relative(Path file) {
        return slashes(root.relativize(file));
    }

    private static String slashes(Path path) {
        return path.toString();
    }
}
