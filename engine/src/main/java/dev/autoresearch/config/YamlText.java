package dev.autoresearch.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Turns YAML text into nodes with their places, and what is no YAML into findings. Hostile text (deep nesting, alias
/// bombs, several documents) ends here.
final class YamlText {
    private static final int DEEPEST = 30;
    private static final int MOST_ALIASES = 50;
    private static final String EXAMPLE = "a map of keys such as scope, run, metrics";

    private final String text;
    private final Findings findings;
    private final LoadSettings settings;

    private YamlText(String text, Findings findings) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.findings = findings;
        this.settings = LoadSettings.builder().setSchema(new CoreSchema()).setParseComments(false)
                .setAllowNonScalarKeys(true).setCodePointLimit(Integer.MAX_VALUE).build();
    }

    /// The map that the text consists of; nothing when it is not one, which is then a finding.
    static Optional<MappingNode> root(String text, Findings findings) {
        return new YamlText(text, findings).root();
    }

    private Optional<MappingNode> root() {
        try {
            return sound() ? compose() : Optional.empty();
        } catch (MarkedYamlEngineException e) {
            Mark nowhere = new Mark("", 0, 0, 0, new int[0], 0);
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(nowhere);
            findings.add(mark.getLine() + 1, "", "text that is no YAML: " + problem(e), "YAML", suggestion(e));
        } catch (ReaderException e) {
            findings.add(lineAt(e.getPosition()), "",
                    String.format("the character U+%04X, which YAML does not allow", e.getCodePoint()),
                    "printable text",
                    "delete it");
        } catch (YamlEngineException | IllegalArgumentException e) {
            findings.add(1, "", "text that is no YAML: " + Findings.plain(String.valueOf(e.getMessage())), "YAML", "");
        }
        return Optional.empty();
    }

    private boolean sound() {
        int documents = 0;
        int depth = 0;
        int aliases = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event) {
                case DocumentStartEvent _ -> documents++;
                case CollectionStartEvent _ -> depth++;
                case CollectionEndEvent _ -> depth--;
                case AliasEvent _ -> aliases++;
                default -> {
                    // Nothing else can grow without limit.
                }
            }
            int line = event.getStartMark().map(Mark::getLine).orElse(0) + 1;
            if (documents > 1) {
                findings.add(line, "", "a second document", "one document", "delete the line '---' and what follows");
                return false;
            }
            if (depth > DEEPEST) {
                findings.add(line, "", "more than " + DEEPEST + " levels of nesting", "a few", "");
                return false;
            }
            if (aliases > MOST_ALIASES) {
                findings.add(line, "", "more than " + MOST_ALIASES + " aliases", "a few", "write the values out");
                return false;
            }
        }
        return true;
    }

    private Optional<MappingNode> compose() {
        Optional<Node> root = new Compose(settings).composeString(text);
        if (root.isEmpty()) {
            findings.add(1, "", "an empty file", EXAMPLE, "autoresearch init writes one");
        } else if (root.get() instanceof MappingNode mapping) {
            return Optional.of(mapping);
        } else {
            var value = new YamlValue("", root.get(), findings);
            value.wrong(value.described(), EXAMPLE, "");
        }
        return Optional.empty();
    }

    private static String problem(MarkedYamlEngineException e) {
        String problem = e.getProblem() == null ? "" : e.getProblem();
        String context = e.getContext() == null ? "" : e.getContext() + ": ";
        return Findings.plain(context + problem);
    }

    private static String suggestion(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        if (problem.contains("(TAB)")) {
            return "indent with blanks, not with a tab";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "put quotes around a value that has ': ' in it, or write a map as {key: value}";
        }
        if (problem.contains("unknown escape character")) {
            return "use single quotes around a text with backslashes";
        }
        if (problem.contains("cannot start any token") || problem.contains("alias")) {
            return "put quotes around the value";
        }
        return "";
    }

    private int lineAt(int position) {
        return 1 + (int) text.codePoints().limit(Math.max(0, position)).filter(c -> c == '\n').count();
    }
}
