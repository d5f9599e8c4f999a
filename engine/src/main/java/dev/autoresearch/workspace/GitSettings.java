package dev.autoresearch.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.treewalk.WorkingTreeOptions;
import org.jspecify.annotations.Nullable;

/// The user's git configuration as git itself sees it in this folder, with all its files, includes and conditions.
///
/// @param config every key, read once
/// @param home   the user's home folder, empty when unknown
/// @param xdg    `$XDG_CONFIG_HOME`, or empty
record GitSettings(Config config, String home, String xdg) {

    /// Reads the configuration that holds in `folder`.
    static GitSettings read(Git git, Path folder) {
        var config = new Config();
        for (String entry : git.ask(folder, "config", "--list", "-z").split("\0", -1)) {
            int end = entry.indexOf('\n');
            String key = end < 0 ? entry : entry.substring(0, end);
            int first = key.indexOf('.');
            int last = key.lastIndexOf('.');
            if (first > 0) {
                String section = key.substring(0, first);
                String subsection = first < last ? key.substring(first + 1, last) : null;
                config.setString(section, subsection, key.substring(last + 1),
                        end < 0 ? "true" : entry.substring(end + 1));
            }
        }
        return new GitSettings(config, git.variable("HOME"), git.variable("XDG_CONFIG_HOME"));
    }

    /// Who the candidates are from, at this moment.
    PersonIdent identity() {
        String name = config.getString("user", null, "name");
        String email = config.getString("user", null, "email");
        return new PersonIdent(name == null || name.isBlank() ? "autoresearch" : name,
                email == null || email.isBlank() ? "autoresearch@localhost" : email);
    }

    /// Line ends, file modes and symlinks.
    WorkingTreeOptions workingTree() {
        return config.get(WorkingTreeOptions.KEY);
    }

    /// The file that `core.<key>` names, or git's default for it; null when there is none.
    @Nullable
    Path personalFile(String key, String usual) {
        String given = config.getString("core", null, key);
        Path path;
        if (given == null || given.isEmpty()) {
            String folder = xdg.isEmpty() ? home.isEmpty() ? "" : home + "/.config" : xdg;
            if (folder.isEmpty()) {
                return null;
            }
            path = Path.of(folder, "git", usual);
        } else {
            path = Path.of(given.startsWith("~/") ? home + given.substring(1) : given);
        }
        return Files.isRegularFile(path) ? path : null;
    }
}
