package dev.autoresearch.session;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names of sessions as people type them: `mar26`, `apr2`, `mar8-prompt-tuning`.
public final class Tags {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMd", Locale.ENGLISH);
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private Tags() {}

    /// The tag of a day: three letters of the month and the day.
    public static String of(LocalDate day) {
        return DAY.format(day).toLowerCase(Locale.ENGLISH);
    }

    /// Whether `tag` can name a session: it becomes a folder and a part of a branch name.
    public static boolean allowed(String tag) {
        return ALLOWED.matcher(tag).matches() && !tag.contains("..") && !tag.endsWith(".") && !tag.endsWith(".lock");
    }
}
