package dev.autoresearch.proposers.search.knob;

import dev.autoresearch.proposers.search.knob.Site.Quote;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Values in YAML, by the marks that snakeyaml-engine reports.
final class YamlSites {
    private static final LoadSettings SETTINGS = LoadSettings.builder().setUseMarks(true).setAllowDuplicateKeys(true)
            .build();

    private YamlSites() {}

    /// All scalar values on one line, also under anchors; none when the text is not YAML.
    static List<Site> in(String text) {
        int skipped = text.startsWith("\uFEFF") ? 1 : 0;
        var walk = new Walk(text, skipped);
        try {
            for (Node document : new Compose(SETTINGS).composeAllFromString(text.substring(skipped))) {
                walk.node("", document);
            }
        } catch (YamlEngineException notYaml) {
            return List.of();
        }
        return walk.sites;
    }

    private static final class Walk {
        private final String text;
        private final int skipped;
        private final List<Site> sites = new ArrayList<>();
        private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

        Walk(String text, int skipped) {
            this.text = text;
            this.skipped = skipped;
        }

        void node(String key, Node node) {
            if (!seen.add(node)) {
                return;
            }
            String prefix = key.isEmpty() ? "" : key + ".";
            switch (node) {
                case MappingNode mapping -> {
                    for (NodeTuple tuple : mapping.getValue()) {
                        if (tuple.getKeyNode() instanceof ScalarNode name) {
                            node(prefix + name.getValue(), tuple.getValueNode());
                        }
                    }
                }
                case SequenceNode sequence -> {
                    int index = 0;
                    for (Node item : sequence.getValue()) {
                        node(prefix + index++, item);
                    }
                }
                case ScalarNode scalar -> scalar(key, scalar);
                default -> {
                    // an alias stands for a node that is visited where it is anchored
                }
            }
        }

        private void scalar(String key, ScalarNode scalar) {
            int end = scalar.getEndMark().map(this::offset).orElse(-1);
            String value = scalar.getValue();
            if (end < 0 || value.isEmpty()) {
                return;
            }
            Quote quote = quote(scalar.getScalarStyle());
            int last = quote == Quote.NONE ? end : end - 1;
            int first = last - quote.escape(value).length();
            // A tag, an anchor, a fold or an escape shows by the text not being the value: such a place is left alone.
            if (first >= 0 && scalar.getScalarStyle() != ScalarStyle.LITERAL
                    && scalar.getScalarStyle() != ScalarStyle.FOLDED
                    && text.substring(first, last).equals(quote.escape(value))) {
                sites.add(new Site(key, first, last, quote));
            }
        }

        private int offset(Mark mark) {
            return text.offsetByCodePoints(skipped, mark.getIndex());
        }

        private static Quote quote(ScalarStyle style) {
            return switch (style) {
                case SINGLE_QUOTED -> Quote.SINGLE;
                case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Quote.DOUBLE;
                case PLAIN, LITERAL, FOLDED -> Quote.NONE;
            };
        }
    }
}
