package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One command, from a fresh clone to the first kept experiment, in projects of many ecosystems with their own tools. What
/// is proposed is one real improvement of each project's code or settings. Where times decide it adds a line: what is
/// simpler, too, would be held to show that it is not a trace slower, which a noisy machine cannot show.
@Tag("gallery")
@Timeout(900)
class EcosystemsIT {
    private static final Path FIXTURES = Path.of("../setup/src/test/fixtures");

    @TempDir
    private Path temporary;

    /// A project and an improvement of it.
    ///
    /// @param fixture its folder
    /// @param needs   the tools it is built and run with
    /// @param wish    what is said to `init`; empty for nothing
    /// @param edit    the improvement, in the language of `sh`
    record Ecosystem(String fixture, List<String> needs, String wish, String edit) {
        @Override
        public String toString() {
            return fixture;
        }
    }

    static List<Ecosystem> ecosystems() {
        return List.of(
                new Ecosystem("make", List.of("make", "cc"), "make it faster", """
                        sed -i 's/free = 0;/{ free = 0; break; }/' queens.c
                        sed -i 's/-O1/-O2/' flags.mk
                        echo 'stop at the first conflict, and optimise'
                        """),
                new Ecosystem("cmake", List.of("cmake", "c++", "make"), "", """
                        sed -i 's/(y + dy + height) % height/wrap(y + dy, height)/' src/life.cpp
                        sed -i 's/(x + dx + width) % width/wrap(x + dx, width)/' src/life.cpp
                        sed -i '/^#include/a \\
                        static inline int wrap(int i, int n) { return i < 0 ? i + n : i >= n ? i - n : i; }' src/life.cpp
                        echo 'no division in the innermost loop'
                        """),
                new Ecosystem("go", List.of("go"), "", """
                        cat > trim.go <<'END'
                        // Package trim cuts texts at word boundaries.
                        package trim

                        import "strings"

                        // Ellipsis is put behind what was cut.
                        const Ellipsis = "..."

                        // At returns the first words of a text that fit into so many bytes.
                        func At(text string, limit int) string {
                        	var out strings.Builder
                        	for _, word := range strings.Split(text, " ") {
                        		if out.Len()+len(word)+1 > limit {
                        			return out.String() + Ellipsis
                        		}
                        		if out.Len() > 0 {
                        			out.WriteByte(' ')
                        		}
                        		out.WriteString(word)
                        	}
                        	return out.String()
                        }
                        END
                        echo 'build the text once'
                        """),
                new Ecosystem("rust", List.of("cargo"), "encode_us", """
                        sed -i 's/let mut run: Vec<u8> = Vec::new();/let mut run = 0usize;/' src/encode.rs
                        sed -i 's/run.push(bytes\\[i\\]);/run += 1;/; s/run\\.len()/run/g' src/encode.rs
                        echo 'count a run and do not collect it'
                        """),
                new Ecosystem("node", List.of("node", "npm"), "", """
                        sed -i '/SHORT_MONTHS/d; /Nothing uses/d' src/names.js
                        echo 'take out what nothing uses'
                        """),
                new Ecosystem("node-bench", List.of("node", "npm"), "parse_ms", """
                        sed -i 's|out = out.concat(\\[field\\]);|// No new list for each field.\\n      out.push(field);|' lib/parse.js
                        echo 'append in place'
                        """),
                new Ecosystem("python", List.of("python3"), "count_ms", """
                        sed -i 's/found = found + \\[word\\]/# No new list for each word.\\n            found.append(word)/' \\
                            wordcount/counter.py
                        echo 'append in place'
                        """),
                new Ecosystem("ml", List.of("python3"), "", """
                        sed -i 's/LEARNING_RATE = 0.001/LEARNING_RATE = 0.01/' train.py
                        echo 'learn faster'
                        """),
                new Ecosystem("karpathy", List.of("uv"), "", """
                        sed -i 's/SMOOTHING = 5.0/SMOOTHING = 0.5/' train.py
                        echo 'smooth less'
                        """),
                new Ecosystem("config", List.of("python3"), "", """
                        sed -i 's/"entries": 60/"entries": 100/' cache.json
                        echo 'use all of the memory'
                        """),
                new Ecosystem("shell", List.of("awk"), "packed_bytes", """
                        sed -i 's/n ":" substr/sprintf("%c", n + 48) substr/; s/"0:" \\$0/"0" $0/' squeeze.sh
                        echo 'one character for the length'
                        """),
                new Ecosystem("sql", List.of("sqlite3"), "", """
                        cat > query.sql <<'END'
                        -- Every order is looked at once.
                        SELECT name, SUM(cents) AS total
                        FROM orders
                        JOIN customers ON customers.id = orders.customer
                        WHERE month = 3
                        GROUP BY customers.id
                        HAVING total > 20000
                        ORDER BY total DESC, name
                        LIMIT 5;
                        END
                        echo 'one pass over the orders'
                        """),
                new Ecosystem("web", List.of("gzip"), "page_bytes", """
                        sed -i '/unused/d' styles.css
                        echo 'take out what nothing uses'
                        """));
    }

    @ParameterizedTest
    @MethodSource("ecosystems")
    void oneCommandGoesFromACloneToTheFirstKeptExperiment(Ecosystem ecosystem) throws IOException {
        List<String> missing = ecosystem.needs().stream().filter(tool -> !onPath(tool)).toList();
        assumeThat(missing).as("tools that are not installed").isEmpty();
        Sandbox sandbox = Sandbox.empty(temporary.resolve(ecosystem.fixture()));
        // Tools keep their versions and caches in the home folder.
        sandbox.with("HOME", System.getProperty("user.home"));
        InitTest.copy(FIXTURES.resolve(ecosystem.fixture()), sandbox.folder());
        sandbox.committed();
        Path script = Files.writeString(sandbox.home().resolve("propose.sh"), "set -e\n" + ecosystem.edit());
        String out = sandbox.run("init", "--yes", "--run", "-n", "1", "--proposer", "sh '" + script + "'",
                ecosystem.wish()).done().out();
        assertThat(out).contains("Keeps: 1 | Discards: 0 | Crashes: 0");
        assertThat(sandbox.read("results.tsv").lines().toList()).as(out).hasSize(3).last().asString()
                .contains("\tkeep\t");
    }

    private static boolean onPath(String tool) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
