package dev.autoresearch.workspace;

import java.io.File;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// Keeps JGit from reading and writing files in the user's home: it gets no user, system or JGit configuration from
/// there, and is told the resolution of file times rather than measuring it with probe files in the repository.
/// Configuration comes from git itself, see [GitSettings].
final class QuietReader extends SystemReader.Delegate {

    private QuietReader(SystemReader usual) {
        super(usual);
    }

    /// Makes JGit quiet in this process. Idempotent.
    static synchronized void install() {
        SystemReader current = SystemReader.getInstance();
        if (!(current instanceof QuietReader)) {
            SystemReader.setInstance(new QuietReader(current));
        }
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new Nowhere(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new Nowhere(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new Nowhere(parent, fs);
    }

    /// A configuration that is no file. What JGit asks of the file system has a cautious answer.
    private static final class Nowhere extends FileBasedConfig {
        private static final Duration RESOLUTION = Duration.ofMillis(20);

        Nowhere(@Nullable Config parent, FS fs) {
            super(parent, new File(File.separator + "nowhere"), fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }

        @Override
        public long getTimeUnit(String section, @Nullable String subsection, String name, long fallback,
                TimeUnit unit) {
            return section.equals("filesystem")
                    ? unit.convert(RESOLUTION)
                    : super.getTimeUnit(section, subsection, name, fallback, unit);
        }
    }
}
