package dev.autoresearch.app.screen;

import dev.autoresearch.journal.JsonCodec;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionLock;
import dev.autoresearch.journal.SessionState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `--json` prints: the same names as in the journal.
public final class Json {
    private Json() {}

    /// Any record or collection of records, as in the journal.
    public static String of(Object value) {
        return JsonCodec.mapper().writeValueAsString(value);
    }

    /// How a session stands.
    public static String status(SessionState state, Optional<SessionLock.Holder> holder, SessionFolder folder) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("tag", state.start().tag());
        status.put("branch", state.start().branch());
        status.put("base", state.start().base());
        status.put("goal", state.start().goal());
        status.put("metrics", state.metrics());
        status.put("running", holder.isPresent());
        holder.ifPresent(held -> status.put("pid", held.pid()));
        var ended = state.ended();
        if (ended != null) {
            status.put("ended", ended);
        }
        status.put("experiments", state.experiments());
        status.put("counts", state.counts());
        put(status, "baseline", state.baseline());
        put(status, "incumbent", state.incumbent());
        status.put("confirmations", state.confirmations());
        status.put("noise", state.noise());
        var pending = state.pending();
        if (pending != null) {
            status.put("pending", pending.number());
        }
        status.put("since_keep", state.sinceKeep());
        status.put("spending", state.spending());
        status.put("elapsed", state.elapsed());
        status.put("updated", state.updated());
        status.put("files", folder.path().toString());
        return JsonCodec.mapper().writeValueAsString(status);
    }

    private static void put(Map<String, Object> object, String name, @Nullable Object value) {
        if (value != null) {
            object.put(name, value);
        }
    }
}
