package dev.autoresearch.proposers.brief;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.proposer.Brief;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compiles the prompts of a session one after the other and remembers what they have in common. Thread-safe.
public final class BriefPrompts {
    private volatile Last last = new Last(null, "", 0, List.of(), Lines.none());

    /// What the last prompt was made of.
    private record Last(@Nullable Configuration configuration, String constant, int tokens, List<String> columns,
            Lines lines) {}

    /// The prompt of a brief, the same as [BriefPrompt#of(Brief)] makes.
    public BriefPrompt of(Brief brief) {
        Last before = last;
        Configuration configuration = brief.configuration();
        int most = Math.max(BriefPrompt.LEAST, configuration.proposer().briefTokens());
        boolean known = configuration.equals(before.configuration);
        String constant = known ? before.constant : ConstantPart.of(configuration, most / 2);
        int tokens = known ? before.tokens : Tokens.of(constant);
        List<String> columns = Rows.columns(brief);
        Lines lines = columns.equals(before.columns) ? before.lines.next() : Lines.none();
        String changing = new ChangingPart(brief, new Rows(columns, lines), lines, most - tokens).text();
        last = new Last(configuration, constant, tokens, columns, lines);
        return new BriefPrompt(constant, changing);
    }
}
