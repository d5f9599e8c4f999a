package dev.autoresearch.proposers.llm.model;

import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.Refusal;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Connects language models; holds the connections that they share until it is closed. Thread-safe.
public final class Models implements AutoCloseable {
    private final Limits limits;
    private final InstantSource clock;
    // A session without models need not wait for it.
    private @Nullable HttpClient http;

    /// Models with the usual time limits.
    public Models() {
        this(Limits.USUAL, InstantSource.system());
    }

    /// Models with these time limits.
    ///
    /// @param clock for services that name a time to wait for
    public Models(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /// A model as it is configured. Nothing is sent yet.
    ///
    /// @param environment holds its key
    /// @throws Refusal if the key is missing, or the base URL is none
    public Model connect(ModelChoice choice, Map<String, String> environment) {
        return new ModelClient(Service.of(choice, environment), limits, http(), clock);
    }

    private synchronized HttpClient http() {
        HttpClient known = http;
        if (known == null) {
            known = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(limits.connect())
                    .followRedirects(HttpClient.Redirect.NEVER).build();
            http = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        if (http != null) {
            http.shutdownNow();
        }
    }
}
