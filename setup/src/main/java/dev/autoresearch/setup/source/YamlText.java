package dev.autoresearch.setup.source;

import dev.autoresearch.setup.source.Value.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// YAML as values with their lines. What is written without a value counts as not written.
final class YamlText {
    private static final int DEEPEST = 30;

    private final String file;
    private final Notes notes;

    private YamlText(String file, Notes notes) {
        this.file = file;
        this.notes = notes;
    }

    /// The value that the text consists of; nothing if it is no YAML, which is then noted.
    static Optional<Value> read(String file, String text, Notes notes) {
        try {
            // No aliases: what they stand for can grow without limit, and no tool writes them here.
            var settings = LoadSettings.builder().setSchema(new CoreSchema()).setMaxAliasesForCollections(0)
                    .setCodePointLimit(Integer.MAX_VALUE).build();
            Value value = new Compose(settings).composeString(text)
                    .map(node -> new YamlText(file, notes).value("", node, 0))
                    .orElse(null);
            if (value == null) {
                notes.wrong(file, 0, "", "nothing", "a map of keys");
            }
            return Optional.ofNullable(value);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
            notes.wrong(file, line, "", "text that is no YAML (" + Notes.shown(String.valueOf(e.getProblem())) + ")",
                    "YAML");
        } catch (YamlEngineException e) {
            notes.wrong(file, 0, "", "text that is no YAML (" + Notes.shown(String.valueOf(e.getMessage())) + ")",
                    "YAML");
        }
        return Optional.empty();
    }

    private @Nullable Value value(String key, org.snakeyaml.engine.v2.nodes.Node node, int depth) {
        int line = node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
        if (depth > DEEPEST) {
            throw new YamlEngineException("more than " + DEEPEST + " levels");
        }
        return switch (node) {
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> null;
            case ScalarNode scalar -> new Value(file, line, key, new Node.Text(scalar.getValue()), notes);
            case SequenceNode sequence -> {
                List<Value> items = new ArrayList<>();
                for (org.snakeyaml.engine.v2.nodes.Node entry : sequence.getValue()) {
                    Value item = value(key, entry, depth + 1);
                    if (item != null) {
                        items.add(item);
                    }
                }
                yield new Value(file, line, key, new Node.Items(items), notes);
            }
            case MappingNode mapping -> new Value(file, line, key, members(key, mapping, depth), notes);
            default -> null;
        };
    }

    private Node members(String key, MappingNode mapping, int depth) {
        Map<String, Value> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode name) {
                String path = key.isEmpty() ? name.getValue() : key + "." + name.getValue();
                Value value = value(path, tuple.getValueNode(), depth + 1);
                if (value != null) {
                    members.put(name.getValue(), value);
                }
            }
        }
        return new Node.Members(members);
    }
}
