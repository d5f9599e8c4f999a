package dev.autoresearch.proposers.search.knob;

/// A knob found in a file: a value, where it stands, and what it may become.
///
/// @param file   relative to the project folder, with `/`
/// @param key    the key's path in the file; `#2`, `#3`… where it stands there again
/// @param text   the value as it stands in the file now
/// @param origin the value as it stood when the session began
public record Tunable(String file, String key, Place place, String text, String origin, Domain domain) {

    /// File and key, which name the knob for the whole session.
    public String id() {
        return file + ":" + key;
    }

    /// The last part of the key, for people.
    public String shortName() {
        int start = key.lastIndexOf('.') + 1;
        String last = key.substring(start);
        // A position in a list says nothing without the list's name.
        return last.isEmpty() || Character.isDigit(last.charAt(0)) ? key : last;
    }

    /// A span of a file's text.
    ///
    /// @param start offset of the first character
    /// @param end   offset after the last one
    public record Place(int start, int end) {}
}
