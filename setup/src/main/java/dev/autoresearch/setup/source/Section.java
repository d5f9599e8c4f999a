package dev.autoresearch.setup.source;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The names and values of one map, which remembers what was asked for, so that the rest can be told. Not thread-safe.
final class Section {
    private final Map<String, Value> values;
    private final Set<String> asked = new LinkedHashSet<>();

    Section(Map<String, Value> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /// The value of a key.
    Optional<Value> get(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key));
    }

    /// Notes that a key, if it is there, has no effect.
    void leftOut(String key, String why) {
        get(key).ifPresent(value -> value.leftOut(why));
    }

    /// Looks away from keys that mean nothing here.
    void ignore(String... keys) {
        asked.addAll(Set.of(keys));
    }

    /// Notes every key that nobody asked for.
    void rest() {
        values.forEach((key, value) -> {
            if (!asked.contains(key)) {
                value.leftOut("it is no key of this format");
            }
        });
    }
}
