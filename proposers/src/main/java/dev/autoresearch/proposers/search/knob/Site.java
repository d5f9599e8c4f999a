package dev.autoresearch.proposers.search.knob;

/// A value in a file: where it stands and what it is called.
///
/// @param key   the key's path in the file, parts joined by `.`
/// @param start offset of the first character that may be replaced
/// @param end   offset after the last one
/// @param quote what encloses the value
record Site(String key, int start, int end, Quote quote) {

    /// The quotes around a value, which stay; they say what must be escaped inside.
    enum Quote {
        NONE, SINGLE, DOUBLE;

        String escape(String text) {
            return switch (this) {
                case NONE -> text;
                case SINGLE -> text.replace("'", "''");
                case DOUBLE -> text.replace("\\", "\\\\").replace("\"", "\\\"");
            };
        }
    }

    Site named(String other) {
        return new Site(other, start, end, quote);
    }
}
