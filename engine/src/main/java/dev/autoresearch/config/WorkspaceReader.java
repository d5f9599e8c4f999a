package dev.autoresearch.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `workspace`: a kind, or a map.
final class WorkspaceReader {
    private static final Pattern BRANCH_PREFIX = Pattern.compile("[\\p{L}\\p{N}_-]+(?:[./][\\p{L}\\p{N}_-]+)*");

    private WorkspaceReader() {}

    static void read(YamlValue value, ConfigurationBuilder builder) {
        WorkspaceSettings usual = builder.workspace;
        Map<String, WorkspaceSettings.Kind> kinds = YamlValue.words(WorkspaceSettings.Kind.values());
        if (!value.isMap()) {
            value.choice(kinds)
                    .ifPresent(kind -> builder.workspace(new WorkspaceSettings(kind, usual.share(), usual.copy(),
                            usual.keep(), usual.branchPrefix())));
            return;
        }
        value.section(YamlKeys.WORKSPACE)
                .ifPresent(section -> builder.workspace(new WorkspaceSettings(
                        section.get("kind").flatMap(kind -> kind.choice(kinds)).orElse(usual.kind()),
                        section.get("share").map(RelativePath::readAll).orElse(usual.share()),
                        section.get("copy").map(RelativePath::readAll).orElse(usual.copy()),
                        section.get("keep").map(RelativePath::readAll).orElse(usual.keep()),
                        section.get("branch-prefix").flatMap(WorkspaceReader::branchPrefix)
                                .orElse(usual.branchPrefix()))));
    }

    private static Optional<String> branchPrefix(YamlValue value) {
        String expected = "the front part of a branch name, such as autoexp";
        return value.text(expected).filter(text -> {
            boolean sound = BRANCH_PREFIX.matcher(text).matches() && !text.endsWith(".lock");
            if (!sound) {
                value.wrong(Findings.shown(text), expected, "use letters, digits, - and _");
            }
            return sound;
        });
    }
}
