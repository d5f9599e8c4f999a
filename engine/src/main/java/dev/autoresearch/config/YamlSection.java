package dev.autoresearch.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// One map of the file whose keys are known. Unknown and repeated keys are findings as soon as it is opened.
final class YamlSection {
    private final YamlKeys keys;
    private final String path;
    private final int line;
    private final Findings findings;
    private final Map<String, YamlValue> values = new HashMap<>();

    private YamlSection(YamlKeys keys, String path, int line, Findings findings) {
        this.keys = keys;
        this.path = path;
        this.line = line;
        this.findings = findings;
    }

    /// The section of these keys in `mapping`.
    ///
    /// @param path the key of the section itself, empty for the whole file
    static YamlSection of(YamlKeys keys, String path, MappingNode mapping, Findings findings) {
        var section = new YamlSection(keys, path, YamlValue.line(mapping), findings);
        for (NodeTuple tuple : mapping.getValue()) {
            section.put(tuple);
        }
        return section;
    }

    private void put(NodeTuple tuple) {
        int at = YamlValue.line(tuple.getKeyNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
            findings.add(at, path, "a key that is no plain text", "one of " + known(), "");
            return;
        }
        String key = scalar.getValue();
        String full = pathOf(Findings.plain(key));
        if (!keys.keys().contains(key)) {
            String near = Findings.didYouMean(key, keys.keys());
            findings.add(at, full, "unknown key", "one of " + known(), near.isEmpty() ? keys.homeOf(key) : near);
        } else if (values.containsKey(key)) {
            findings.add(at, full, "the same key a second time", "each key once", "delete one of the two");
        } else {
            values.put(key, new YamlValue(full, tuple.getValueNode(), findings));
        }
    }

    /// The value of a key, if the file has it.
    Optional<YamlValue> get(String key) {
        if (!keys.keys().contains(key)) {
            throw new IllegalArgumentException(keys + " knows no key " + key);
        }
        return Optional.ofNullable(values.get(key));
    }

    /// The value of a key that must be there; that it is not is a finding.
    ///
    /// @param expected what the key is for
    /// @param example  how it may look
    Optional<YamlValue> require(String key, String expected, String example) {
        Optional<YamlValue> value = get(key);
        if (value.isEmpty()) {
            findings.add(line, pathOf(key), "missing", expected, "for example " + example);
        }
        return value;
    }

    /// Settings that stand in a section of their own or beside it, here.
    ///
    /// @param wanted which they may be; this section knows them too
    /// @param own    the section of their own
    YamlSection settings(YamlKeys wanted, Optional<YamlSection> own) {
        YamlSection place = own.orElse(this);
        var all = new YamlSection(wanted, place.path, place.line, findings);
        own.ifPresent(section -> all.values.putAll(section.values));
        for (String key : wanted.keys()) {
            YamlValue beside = values.get(key);
            if (beside != null && all.values.putIfAbsent(key, beside) != null) {
                beside.wrong("the same key a second time", "each key once", "delete one of the two");
            }
        }
        return all;
    }

    /// Notes a finding about the section as a whole.
    void wrong(String what, String expected, String suggestion) {
        findings.add(line, path, what, expected, suggestion);
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String known() {
        return String.join(", ", keys.keys());
    }
}
