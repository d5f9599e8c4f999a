package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Take;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.util.List;
import java.util.stream.Stream;

/// A configuration of nginx: requests a second under load, on a private port of the loopback.
final class Nginx implements Kind {
    // A copy of the file with another port, pid and log; nginx runs beside the load and ends with it. As root it would
    // change to a user who may not be allowed to read the files.
    private static final String COMMAND = """
            d=$(mktemp -d) && p=$((20000 + $$ % 20000)) && u= && \
            if [ "$(id -u)" = 0 ]; then u="user $(id -un);"; fi && mkdir -p logs && \
            sed -E "s/^[[:space:]]*listen[[:space:]]+(\\[|[^;]*(ssl|quic))[^;]*;//; \
            s/^([[:space:]]*listen)[[:space:]]+[^;]*;/\\\\1 127.0.0.1:$p;/; s/^[[:space:]]*(pid|daemon|user)[[:space:]][^;]*;//" \
            FILE > "$d/nginx.conf" && \
            { nginx -p "$PWD" -e "$d/error.log" -c "$d/nginx.conf" -g "daemon off; pid $d/pid; $u" & n=$!; } && \
            trap 'kill $n; wait $n; rm -rf "$d"' EXIT && sleep 1 && kill -0 $n && \
            if command -v wrk > /dev/null; then wrk -t2 -c16 -d3s http://127.0.0.1:$p/ > "$d/load"; \
            elif command -v ab > /dev/null; then ab -q -c16 -t3 -n1000000 http://127.0.0.1:$p/ | tee "$d/load"; \
            else hey -c 16 -z 3s http://127.0.0.1:$p/ > "$d/load"; fi && cat "$d/load" && \
            ! grep -Eq 'Non-2xx|[45][0-9][0-9]\\] |Socket errors' "$d/load" && \
            awk '/^ *Requests(\\/sec| per second):/ { for (i = 1; i <= NF; i++) if ($i + 0 > 0) { print "requests_per_sec: " $i; exit } }' "$d/load\"""";
    private static final List<String> HINTS = List.of(
            "worker_processes and worker_connections by the number of processors and of clients.",
            "keepalive_timeout and keepalive_requests; accept_mutex, multi_accept.",
            "sendfile, tcp_nopush, tcp_nodelay; open_file_cache for static files.",
            "Access log off or buffered; gzip level, or files compressed beforehand.");

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public List<Offer> offers(ProjectTree tree) {
        return tree.files().stream().filter(file -> complete(tree, file)).limit(2).flatMap(file -> new OfferDraft(
                name(), "requests a second of nginx", 78)
                .goal("Raise the requests a second that nginx serves", Evidence.suggests(file))
                .modify(List.of(file), Evidence.suggests("the configuration of nginx"))
                .read(Stream.of("README.md").filter(tree::has).toList(), Evidence.suggests("what is served"))
                .check("command -v nginx && { command -v wrk || command -v ab || command -v hey; }",
                        Evidence.suggests("nginx and one program that makes load"))
                .command(COMMAND.replace("FILE", Texts.quoted(file)),
                        Evidence.suggests(file + ", its ports replaced by one of the loopback"))
                .metric("requests_per_sec", Direction.HIGHER, new Extractor.Line("requests_per_sec", Take.ONLY),
                        Evidence.suggests("what the load program counts; an error is a crash"))
                .needs("nginx").hints(HINTS).offers().stream()).toList();
    }

    /// Whether a file is a whole configuration and not a part that another includes.
    private static boolean complete(ProjectTree tree, String file) {
        if (!file.endsWith(".conf") || !Existing.own(file)) {
            return false;
        }
        String text = tree.text(file).orElse("");
        return text.matches("(?s).*\\bevents\\s*\\{.*") && text.matches("(?s).*\\bhttp\\s*\\{.*\\blisten\\s.*");
    }
}
