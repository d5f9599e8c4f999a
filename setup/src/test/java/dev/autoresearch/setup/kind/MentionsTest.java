package dev.autoresearch.setup.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A harness names the files that it measures in the way of its language.
class MentionsTest {

    @ParameterizedTest
    @CsvSource({"from app.parser import parse, app/parser.py", "import parser, parser.py",
            "require('../lib/parser'), lib/parser.js", "import x from '@/lib/parser', lib/parser.ts",
            "#include \"parser.h\", src/parser.cpp", "use app::parser::parse;, src/parser.rs",
            "sh \"$(dirname \"$0\")/parser.sh\", parser.sh", "Parser.parse(text), src/main/java/a/Parser.java",
            "import parser, parser/__init__.py", "cc -o p tools/parser.c, tools/parser.c"})
    void aFileIsNamedByPathNameOrModule(String text, String file) {
        assertThat(Mentions.in(text, List.of(file))).containsExactly(file);
    }

    @ParameterizedTest
    @CsvSource({"node bench/parse.js, lib/parse.js", "from web.parser import x, app/parser.py",
            "open('cache.json'), cache.py", "parsers = 1, parser.py", "re-parser, parser.py"})
    void anotherFileOfThatNameIsNotMeant(String text, String file) {
        assertThat(Mentions.in(text, List.of(file))).isEmpty();
    }
}
