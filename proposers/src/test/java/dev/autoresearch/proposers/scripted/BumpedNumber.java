package dev.autoresearch.proposers.scripted;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the file whose number is to change, as the agent's model would have read it, and says the edit.
final class BumpedNumber {
    private BumpedNumber() {}

    /// The edit of the whole lines around the number, so that the text to replace is found once.
    ///
    /// @throws IllegalArgumentException when the file cannot be read or holds no such number
    static Action.Edit edit(Action.Bump bump) {
        String text = text(bump);
        Matcher matcher = Pattern.compile(bump.pattern()).matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("There is no " + bump.pattern() + " in " + bump.path());
        }
        int from = text.lastIndexOf('\n', matcher.start()) + 1;
        int end = text.indexOf('\n', matcher.end());
        int to = end < 0 ? text.length() : end;
        String number = bump.to().isEmpty()
                ? new BigDecimal(matcher.group(1)).add(new BigDecimal(bump.by())).toPlainString()
                : bump.to();
        return new Action.Edit(bump.path(), text.substring(from, to),
                text.substring(from, matcher.start(1)) + number + text.substring(matcher.end(1), to));
    }

    private static String text(Action.Bump bump) {
        try {
            return Files.readString(Path.of(bump.path()));
        } catch (IOException e) {
            throw new IllegalArgumentException("The file of a bump cannot be read: " + e, e);
        }
    }
}
