package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A SQL query: its time in SQLite, on a database made of the project's own files, or in the PostgreSQL that the
/// environment's PG variables name, where only reading queries are run.
final class Sql implements Kind {
    private static final Pattern QUERY = Pattern.compile("(.*/)?(query|queries|report|slow)[\\w-]*\\.sql");
    private static final Pattern DATA = Pattern
            .compile("(.*/)?(schema|setup|init|create|seed|data|tables|fill|load)[\\w-]*\\.sql");
    private static final Pattern EXPECTED = Pattern.compile("(.*/)?expected[\\w-]*(\\.(txt|csv|tsv|out))?");
    private static final Pattern POSTGRES = Pattern
            .compile("(?i)::\\w|\\bserial\\b|jsonb|\\bilike\\b|postgres|\\bpsql\\b|distinct on|lateral|plpgsql");
    private static final Pattern WRITES = Pattern
            .compile("(?i)\\b(insert|update|delete|drop|alter|truncate|create|copy|grant|call|do)\\b");
    private static final String DATABASE = "query-time.db";
    private static final List<String> HINTS = List.of(
            "Replace correlated subqueries by joins, window functions or common table expressions; or the reverse.",
            "Filter and aggregate before joining; join in another order.",
            "Write conditions so that an index can serve them.",
            "Select only what is needed; avoid DISTINCT and ORDER BY that nothing needs.");

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public List<Offer> offers(ProjectTree tree) {
        return tree.files().stream().filter(file -> QUERY.matcher(file).matches() && Existing.own(file))
                .flatMap(query -> query(tree, query).stream()).toList();
    }

    private List<Offer> query(ProjectTree tree, String query) {
        String text = tree.text(query).orElse("");
        List<String> data = tree.files().stream().filter(file -> DATA.matcher(file).matches()
                && Texts.folder(file).equals(Texts.folder(query)) && !file.equals(query))
                .sorted((a, b) -> Integer.compare(order(a), order(b))).toList();
        String all = text + tree.text("README.md").orElse("")
                + data.stream().map(file -> tree.text(file).orElse("")).reduce("", String::concat);
        boolean postgres = POSTGRES.matcher(all).find();
        Optional<String> expected = tree.files().stream().filter(file -> EXPECTED.matcher(file).matches()
                && Texts.folder(file).equals(Texts.folder(query))).findFirst();
        if (postgres ? WRITES.matcher(text.replaceAll("--.*", "")).find() : data.isEmpty()) {
            return List.of();
        }
        String runs = (postgres ? "psql -X -q -A -t -v ON_ERROR_STOP=1" : "sqlite3 " + DATABASE) + " < " + query;
        OfferDraft draft = new OfferDraft(name(), "time of the query " + query, 80)
                .goal("Make " + query + " faster with the same rows", Evidence.suggests(query + " by its name"))
                .modify(List.of(query), Evidence.suggests("the query"))
                .read(Stream.concat(Stream.of("README.md").filter(tree::has), data.stream()).toList(),
                        Evidence.suggests("what the query reads"))
                .protect(Stream.concat(data.stream(), expected.stream()).toList(),
                        Evidence.suggests("data and expected rows"))
                .guard(expected.map(rows -> runs + " | cmp - " + rows).orElse(""),
                        Evidence.suggests(expected.orElse("") + " has the rows"))
                .hints(HINTS);
        if (expected.isEmpty()) {
            draft.conflict("Nothing in the project says which rows " + query
                    + " must return, so a faster query with other rows would be kept; a guard can compare them.");
        }
        return (postgres ? onPostgres(draft, query) : onSqlite(draft, query, data)).offers();
    }

    private static OfferDraft onSqlite(OfferDraft draft, String query, List<String> data) {
        return draft.prepare("rm -f " + DATABASE + " && cat " + String.join(" ", data) + " | sqlite3 " + DATABASE,
                Evidence.suggests("the database is made of " + String.join(", ", data)))
                .command("sqlite3 " + DATABASE + " < " + query + " > /dev/null",
                        Evidence.suggests("nothing in it needs another database than SQLite"))
                .metric("query_seconds", Direction.LOWER, new Extractor.WallTime(),
                        Evidence.suggests("the run's own wall time"))
                .needs("sqlite3");
    }

    private static OfferDraft onPostgres(OfferDraft draft, String query) {
        return draft.check("psql -X -q -c 'SELECT 1'", Evidence.suggests("the database must be reachable"))
                .command("{ echo 'EXPLAIN (ANALYZE, FORMAT JSON)'; cat " + query
                        + "; } | psql -X -q -A -t -v ON_ERROR_STOP=1",
                        Evidence.suggests("words of PostgreSQL in the project; the query only reads"))
                .metric("exec_time_ms", Direction.LOWER, new Extractor.Json("", "/0/Execution Time"),
                        Evidence.suggests("PostgreSQL's own measurement"))
                .needs("psql");
    }

    /// Tables before what fills them.
    private static int order(String file) {
        return Texts.name(file).matches("(schema|create|tables|setup|init).*") ? 0 : 1;
    }
}
