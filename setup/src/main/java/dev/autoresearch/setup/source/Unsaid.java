package dev.autoresearch.setup.source;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationWriter;
import dev.autoresearch.config.ProposerChoice;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds what of a configuration another tool has no words for, by what our own file would say of it.
final class Unsaid {
    private static final Set<String> SECTIONS = Set.of("scope", "run");

    private Unsaid() {}

    /// One sentence for each key that differs from its default and is not among those that the format has.
    ///
    /// @param said keys of ours that the format has
    static List<String> in(Configuration configuration, String format, Set<String> said) {
        List<String> unsaid = new ArrayList<>();
        for (String key : keys(configuration)) {
            if (!said.contains(key)) {
                unsaid.add(key + " cannot be said in " + format + ".");
            }
        }
        if (configuration.metrics().size() > 1 && !said.contains("metrics")) {
            unsaid.add(
                    "metrics: " + format + " has only the one that decides, " + configuration.primary().name() + ".");
        }
        return unsaid;
    }

    /// The keys that our own file has, without comments: sections by their parts.
    private static Set<String> keys(Configuration configuration) {
        Set<String> keys = new LinkedHashSet<>();
        String section = "";
        for (String line : ConfigurationWriter.yaml(configuration).lines().toList()) {
            String key = line.strip().replaceFirst(":.*", "");
            boolean written = !key.isEmpty() && !key.startsWith("#") && !key.startsWith("-") && line.contains(":");
            if (written && line.startsWith("  ") && SECTIONS.contains(section)) {
                keys.add(section + "." + key);
            } else if (written && !line.startsWith(" ")) {
                section = key;
                if (!SECTIONS.contains(key) && !key.equals("metrics")) {
                    keys.add(key);
                }
            }
        }
        if (configuration.proposer().equals(ProposerChoice.SEARCH)) {
            keys.remove("proposer");
        }
        return keys;
    }
}
