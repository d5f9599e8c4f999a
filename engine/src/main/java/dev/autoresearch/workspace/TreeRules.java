package dev.autoresearch.workspace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.Attributes;
import org.eclipse.jgit.attributes.AttributesNode;
import org.eclipse.jgit.attributes.AttributesRule;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

/// What `.gitattributes` and `.gitignore` say. They are read from a commit's tree and from the user's own files, never
/// from the folder that a candidate is edited in: nobody changes the rules by which they are held. Immutable.
final class TreeRules {
    private static final String MACRO = "[attr]";
    private static final Attributes NONE = new Attributes();

    private final Map<String, AttributesNode> attributes = new HashMap<>();
    private final Map<String, IgnoreNode> ignores = new HashMap<>();
    private final Map<String, List<Attribute>> macros = new HashMap<>();
    private final @Nullable AttributesNode info;
    private final @Nullable AttributesNode personal;
    private final @Nullable IgnoreNode excluded;
    private final @Nullable IgnoreNode personalIgnores;

    /// Reads the rules of a tree.
    ///
    /// @param common git's shared folder
    TreeRules(Map<String, Leaf> leaves, GitObjects objects, GitSettings settings, Path common) {
        info = attributes(common.resolve("info").resolve("attributes"));
        personal = attributes(settings.personalFile("attributesFile", "attributes"));
        excluded = ignores(common.resolve("info").resolve("exclude"));
        personalIgnores = ignores(settings.personalFile("excludesFile", "ignore"));
        leaves.forEach((path, leaf) -> {
            if (!speaks(path) || leaf.link() || leaf.submodule()) {
                return;
            }
            String folder = path.substring(0, path.lastIndexOf('/') + 1);
            var content = new ByteArrayInputStream(objects.blob(leaf.id()));
            if (path.endsWith("e")) {
                ignores.put(folder, ignores(content));
            } else {
                attributes.put(folder, attributes(content));
            }
        });
        macros.put("binary", new AttributesRule("*", "-diff -merge -text").getAttributes());
        addMacros(personal);
        addMacros(attributes.get(""));
        addMacros(info);
    }

    /// Whether a file of this path holds rules.
    static boolean speaks(String path) {
        return (path.endsWith(".gitattributes") && endsFolder(path, ".gitattributes"))
                || (path.endsWith(".gitignore") && endsFolder(path, ".gitignore"));
    }

    /// The attributes of a file.
    Attributes attributes(String path) {
        if (attributes.isEmpty() && info == null && personal == null) {
            return NONE;
        }
        var found = new LinkedHashMap<String, Attribute>();
        collect(found, info, path);
        for (int slash = path.lastIndexOf('/'); slash >= 0; slash = slash == 0
                ? -1
                : path.lastIndexOf('/', slash - 1)) {
            collect(found, attributes.get(path.substring(0, slash + 1)), path.substring(slash + 1));
        }
        collect(found, attributes.get(""), path);
        collect(found, personal, path);
        return new Attributes(found.values().toArray(new Attribute[0]));
    }

    /// Whether the path is ignored, given that none of its folders is.
    boolean ignored(String path, boolean folder) {
        for (int slash = path.lastIndexOf('/'); slash >= 0; slash = slash == 0
                ? -1
                : path.lastIndexOf('/', slash - 1)) {
            Boolean said = ask(ignores.get(path.substring(0, slash + 1)), path.substring(slash + 1), folder);
            if (said != null) {
                return said;
            }
        }
        for (IgnoreNode node : java.util.Arrays.asList(ignores.get(""), excluded, personalIgnores)) {
            Boolean said = ask(node, path, folder);
            if (said != null) {
                return said;
            }
        }
        return false;
    }

    private static @Nullable Boolean ask(@Nullable IgnoreNode node, String path, boolean folder) {
        return node == null ? null : node.checkIgnored(path, folder);
    }

    private void collect(Map<String, Attribute> found, @Nullable AttributesNode node, String path) {
        if (node == null) {
            return;
        }
        for (AttributesRule rule : node.getRules().reversed()) {
            if (!rule.getPattern().startsWith(MACRO) && rule.isMatch(path, false)) {
                add(found, rule.getAttributes());
            }
        }
    }

    private void add(Map<String, Attribute> found, List<Attribute> given) {
        for (Attribute attribute : given.reversed()) {
            if (found.putIfAbsent(attribute.getKey(), attribute) == null
                    && attribute.getState() == Attribute.State.SET) {
                add(found, macros.getOrDefault(attribute.getKey(), List.of()));
            }
        }
    }

    private void addMacros(@Nullable AttributesNode node) {
        if (node != null) {
            for (AttributesRule rule : new ArrayList<>(node.getRules())) {
                if (rule.getPattern().startsWith(MACRO)) {
                    macros.put(rule.getPattern().substring(MACRO.length()).strip(), rule.getAttributes());
                }
            }
        }
    }

    private static boolean endsFolder(String path, String name) {
        return path.length() == name.length() || path.charAt(path.length() - name.length() - 1) == '/';
    }

    private static @Nullable AttributesNode attributes(@Nullable Path file) {
        if (file == null || !Files.isRegularFile(file)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return attributes(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AttributesNode attributes(InputStream in) {
        try {
            var node = new AttributesNode();
            node.parse(in);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable IgnoreNode ignores(@Nullable Path file) {
        if (file == null || !Files.isRegularFile(file)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return ignores(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IgnoreNode ignores(InputStream in) {
        try {
            var node = new IgnoreNode();
            node.parse(in);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
