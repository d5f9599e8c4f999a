package dev.autoresearch.proposers.acp;

import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Scope;
import dev.autoresearch.proposers.text.OneLine;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// The scope as the policy of an agent: it reads what lies at the desk and is not hidden, and writes what it may modify.
/// Links are followed first, so that only where a file really is counts. The engine's scope check judges again after.
public final class ScopePolicy implements FilePolicy {
    private static final int SHOWN = 200;
    private static final int LONGEST = 4096;
    private static final String GIT = ".git";
    private static final String ENGINE = ".autoresearch";
    private static final String CONFIGURATION = "autoresearch.yaml";

    private final Path desk;
    private final Scope scope;
    private final Globs hidden;

    /// @param desk   the project folder that the agent works in
    /// @param hidden what it must not see
    /// @throws IOException if there is no such folder
    public ScopePolicy(Path desk, Scope scope, Globs hidden) throws IOException {
        this.desk = desk.toRealPath();
        this.scope = scope;
        this.hidden = hidden;
    }

    @Override
    public Verdict reading(String path) {
        return judge(path, false);
    }

    @Override
    public Verdict writing(String path) {
        return judge(path, true);
    }

    private Verdict judge(String path, boolean write) {
        Optional<Path> file = real(path);
        if (file.isEmpty()) {
            return refused(path, "cannot be reached");
        }
        if (!file.get().startsWith(desk)) {
            return refused(path, "is outside the project folder");
        }
        String name = desk.relativize(file.get()).toString().replace(File.separatorChar, '/');
        String why = inside(name);
        if (why.isEmpty() && write) {
            why = unwritable(name, file.get());
        }
        return why.isEmpty() ? new Verdict.Allowed(file.get()) : refused(name, why);
    }

    private String inside(String name) {
        for (String part : name.split("/", -1)) {
            if (part.equalsIgnoreCase(GIT)) {
                return "belongs to git";
            }
        }
        if (name.equals(ENGINE) || name.startsWith(ENGINE + "/")) {
            return "belongs to autoresearch";
        }
        return hidden.matches(name) ? "is not available here (scope.hidden)" : "";
    }

    private String unwritable(String name, Path file) {
        if (scope.protect().matches(name)) {
            return "must not change (scope.protect)";
        }
        if (!scope.modify().matches(name)) {
            return "must not change; only " + scope.modify() + " may (scope.modify)";
        }
        String last = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (!scope.modify().namesLiterally(name) && (last.startsWith(GIT) || name.equals(CONFIGURATION))) {
            return "changes how the project is read";
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return "is no file";
        }
        return links(file) > 1 ? "is a hard link to another file" : "";
    }

    /// Where a file is or would be, every link followed; empty when that cannot be told.
    private Optional<Path> real(String path) {
        if (path.isEmpty() || path.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Path named = path.startsWith("file:/") ? Path.of(URI.create(path)) : desk.resolve(path);
            return Optional.of(real(named));
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    private static Path real(Path path) throws IOException {
        try {
            return path.toRealPath();
        } catch (NoSuchFileException e) {
            Path name = path.getFileName();
            Path folder = path.getParent();
            if (name == null || folder == null || name.toString().equals("..") || name.toString().equals(".")
                    || Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                // a link to nowhere would be written through
                throw e;
            }
            return real(folder).resolve(name);
        }
    }

    private static int links(Path file) {
        try {
            return Files.exists(file) && Files.getAttribute(file, "unix:nlink") instanceof Integer count ? count : 1;
        } catch (UnsupportedOperationException | IOException e) {
            return 1;
        }
    }

    private static Verdict refused(String path, String why) {
        return new Verdict.Refused(OneLine.of(path.isEmpty() ? "the project folder" : path, SHOWN) + " " + why);
    }
}
