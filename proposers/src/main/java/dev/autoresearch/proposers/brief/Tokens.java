package dev.autoresearch.proposers.brief;

/// Counts tokens without a vocabulary, roughly and rather too many: prose, source, patches and tables of numbers come to
/// between once and one and a half times what common vocabularies make of them; only random letters may come to less. The
/// count of two texts together is at most the sum of their counts.
final class Tokens {
    private static final int WORD_START = 75;
    private static final int LETTER = 20;
    private static final int CAPITAL = 40;
    private static final int NUMBER_START = 100;
    private static final int DIGIT = 50;
    private static final int BLANK = 10;
    private static final int SIGN = 75;
    private static final int SAME_SIGN = 25;
    private static final int ALPHABET = 70;
    private static final int SYMBOL = 110;
    private static final int HALF_PAIR = 175;

    private Tokens() {}

    private enum Kind {
        NONE, SMALL, CAPITAL, DIGIT, BLANK, SIGN, OTHER
    }

    /// How many tokens a text is, in one pass.
    static int of(CharSequence text) {
        long hundredths = 0;
        var before = Kind.NONE;
        char last = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            Kind kind = kind(c);
            hundredths += switch (kind) {
                case SMALL -> before == Kind.SMALL || before == Kind.CAPITAL ? LETTER : WORD_START;
                case CAPITAL -> before == Kind.CAPITAL ? CAPITAL : WORD_START;
                case DIGIT -> before == Kind.DIGIT ? DIGIT : NUMBER_START;
                case BLANK -> BLANK;
                case SIGN -> c == last && before == Kind.SIGN ? SAME_SIGN : SIGN;
                case OTHER -> Character.isSurrogate(c) ? HALF_PAIR : c < '\u0800' ? ALPHABET : SYMBOL;
                case NONE -> 0;
            };
            before = kind;
            last = c;
        }
        return Math.toIntExact((hundredths + 99) / 100);
    }

    private static Kind kind(char c) {
        if (c >= 'a' && c <= 'z') {
            return Kind.SMALL;
        }
        if (c >= 'A' && c <= 'Z') {
            return Kind.CAPITAL;
        }
        if (c >= '0' && c <= '9') {
            return Kind.DIGIT;
        }
        if (c == ' ') {
            return Kind.BLANK;
        }
        return c < 128 ? Kind.SIGN : Kind.OTHER;
    }
}
