package dev.autoresearch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"*.json | a.json", "*.json | .json", "* | .env", "** | a/b/c", "**/x | x",
            "**/x | a/x", "**/x | a/b/x", "a/**/x | a/x", "a/**/x | a/b/c/x", "a/** | a/b", "src | src",
            "src | src/a/b",
            "src/ | src/a", "./src | src/a", ". | a/b", "./ | a", "src/*/x | src/a/x", "{a,b}/*.c | b/x.c",
            "{**/a,b} | x/y/a", "{**/a,b} | a", "{**/a,b} | b", "{a,{b,c}}.txt | c.txt", "[ab].c | b.c", "[!a].c | b.c",
            "[^a].c | b.c", "[a-c]x | bx", "[]]x | ]x", "a?c | abc", "a?c | aéc", "a?c | a\uD83D\uDE00c",
            "ordner mit leer/*.ä | ordner mit leer/größe.ä", "pages/[id].tsx | pages/[id].tsx",
            "pages/[id].tsx | pages/i.tsx", "a\\*b | a*b", "a+(b)|a+(b)", "a$b^c|a$b^c", "a**b | ax/yb", "**/**/x | x",
            "src/main/java/**/Tokenizer.java | src/main/java/a/b/Tokenizer.java", "}x | }x", "a,b | a,b", "[&&a]|&",
            "conf/*.json | conf/a.json/below", "***/x | a/x"})
    void coversWhatItNames(String glob, String path) {
        assertThat(Globs.of(glob).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"*.json | a/b.json", "* .c | a.c", "src | srcs", "src | a/src",
            "src/* .c | src/a",
            "**/x | ax", "**/x | a/bx", "a/**/x | ax", "a?c | a/c", "[!a].c | a.c", "[!a] | /", "{a,b} | c",
            "a.c | abc",
            "Src | src", "x/[a-c] | x/d", "{a,b}/c | a", "pages/[id].tsx | pages/x.tsx"})
    void coversNothingElse(String glob, String path) {
        assertThat(Globs.of(glob).matches(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[a", "[", "{a,b", "{a,{b}", "a\\", "[z-a]", "[a/b]"})
    void refusesWhatIsNoGlob(String glob) {
        assertThatThrownBy(() -> Globs.of(glob)).isInstanceOf(PatternSyntaxException.class);
    }

    @Test
    void knowsWhenAFileIsNamedLiterally() {
        Globs globs = Globs.of("./pom.xml", "app/*.json", "sub/");
        assertThat(globs.namesLiterally("pom.xml")).isTrue();
        assertThat(globs.namesLiterally("sub")).isTrue();
        assertThat(globs.namesLiterally("app/package.json")).isFalse();
        assertThat(globs.namesLiterally("a/pom.xml")).isFalse();
    }

    @Test
    void noPatternCoversNothing() {
        assertThat(Globs.of().matches("a")).isFalse();
        assertThat(Globs.of()).isEqualTo(Globs.NONE).hasSameHashCodeAs(Globs.NONE);
    }

    @Test
    void coversThousandsOfPathsQuickly() {
        Globs globs = Globs.of("src/**/{a,b}*/**/*Test.java", "**/**/**/*.x", "**/a*b*c*d*e", "docs");
        List<String> paths = IntStream.range(0, 2_000)
                .mapToObj(
                        n -> "src/main/java/deep/er/and/deeper/package" + n + "/aaaaaaaabbbbbbbcccccccc" + n + ".java")
                .toList();
        Instant start = Instant.now();
        assertThat(paths).noneMatch(globs::matches);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }
}
