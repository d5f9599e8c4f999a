package dev.autoresearch.setup.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// A Markdown file as headings with the passages below them, each as it is written: what Markdown would make of a
/// `*` or `_` in a command is undone. Immutable.
///
/// @param parts the headings in the order of the file
/// @param head  what stands before the first heading
record MarkdownText(List<Part> parts, List<Passage> head) {

    /// A heading and everything up to the next one of its level or above.
    ///
    /// @param title    without the marks
    /// @param level    1 to 6
    /// @param line     1 for the first
    /// @param passages what stands below it
    record Part(String title, int level, int line, List<Passage> passages) {

        /// The commands and names that are written as code, fenced blocks first.
        List<String> code() {
            List<String> blocks = passages.stream().filter(passage -> passage.kind() == Passage.Kind.BLOCK)
                    .map(Passage::raw).toList();
            return blocks.isEmpty() ? passages.stream().flatMap(passage -> passage.spans().stream()).toList() : blocks;
        }

        /// What is written, blocks of code left out, one line a passage.
        String prose() {
            return String.join("\n", passages.stream().filter(passage -> passage.kind() != Passage.Kind.BLOCK)
                    .map(Passage::raw).toList());
        }
    }

    /// A paragraph, the text of a list's entry, or a block of code.
    ///
    /// @param kind  which of them
    /// @param line  1 for the first
    /// @param raw   as written, on one line unless it is code
    /// @param spans what is marked as code in it
    record Passage(Kind kind, int line, String raw, List<String> spans) {

        /// What a passage can be.
        enum Kind {
            /// A paragraph.
            TEXT,
            /// The text of a list's entry.
            ENTRY,
            /// A block of code.
            BLOCK
        }
    }

    /// Reads a text; every text is Markdown.
    static MarkdownText of(String text) {
        List<String> lines = text.lines().toList();
        Node document = Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build().parse(text);
        List<Part> open = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        List<Passage> head = new ArrayList<>();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                open.removeIf(part -> part.level() >= heading.getLevel());
                String title = raw(heading, lines).replaceFirst("^#+", "").replaceFirst("#+\\s*$", "").strip();
                var part = new Part(title, heading.getLevel(), line(heading), new ArrayList<>());
                open.add(part);
                parts.add(part);
            } else {
                List<Passage> passages = passages(node, lines);
                open.forEach(part -> part.passages().addAll(passages));
                if (parts.isEmpty()) {
                    head.addAll(passages);
                }
            }
        }
        return new MarkdownText(List.copyOf(parts), List.copyOf(head));
    }

    /// The entries of all lists.
    List<String> entries() {
        return Stream.concat(head.stream(), parts.stream().flatMap(part -> part.passages().stream()))
                .filter(passage -> passage.kind() == Passage.Kind.ENTRY).map(Passage::raw).distinct().toList();
    }

    /// The first part with this title, whatever its case.
    Optional<Part> part(String title) {
        return parts.stream().filter(part -> part.title().toLowerCase(Locale.ROOT).equals(title)).findFirst();
    }

    private static List<Passage> passages(Node block, List<String> lines) {
        List<Passage> passages = new ArrayList<>();
        block.accept(new AbstractVisitor() {
            @Override
            public void visit(Paragraph paragraph) {
                boolean entry = paragraph.getParent() instanceof ListItem && paragraph.getPrevious() == null;
                List<String> spans = new ArrayList<>();
                paragraph.accept(new AbstractVisitor() {
                    @Override
                    public void visit(Code code) {
                        spans.add(code.getLiteral().strip());
                    }
                });
                passages.add(new Passage(entry ? Passage.Kind.ENTRY : Passage.Kind.TEXT, line(paragraph),
                        raw(paragraph, lines), List.copyOf(spans)));
            }

            @Override
            public void visit(FencedCodeBlock code) {
                add(code, code.getLiteral());
            }

            @Override
            public void visit(IndentedCodeBlock code) {
                add(code, code.getLiteral());
            }

            private void add(Block code, String literal) {
                if (!literal.isBlank()) {
                    passages.add(new Passage(Passage.Kind.BLOCK, line(code), literal.strip(), List.of()));
                }
            }
        });
        return passages;
    }

    private static int line(Block block) {
        return block.getSourceSpans().isEmpty() ? 0 : block.getSourceSpans().getFirst().getLineIndex() + 1;
    }

    /// The lines of a block, joined. A line that stands at the left edge below a list's entry is no more of it than a
    /// table or a sentence that somebody put there.
    private static String raw(Block block, List<String> lines) {
        var raw = new StringBuilder();
        int first = -1;
        for (SourceSpan span : block.getSourceSpans()) {
            int column = span.getColumnIndex();
            boolean stray = first > 0 && column == 0;
            if (stray) {
                break;
            }
            first = first < 0 ? column : first;
            String line = lines.get(span.getLineIndex());
            raw.append(raw.isEmpty() ? "" : " ")
                    .append(line, column, Math.min(line.length(), column + span.getLength()));
        }
        return raw.toString().strip();
    }
}
