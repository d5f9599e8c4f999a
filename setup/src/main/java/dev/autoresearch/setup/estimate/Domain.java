package dev.autoresearch.setup.estimate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is typical of a domain, from a table that comes with the program (`domain-costs.json`).
///
/// @param name    one word
/// @param title   for people
/// @param dollars of one experiment
/// @param perHour experiments
/// @param night   dollars of eight hours
public record Domain(String name, String title, Range dollars, Range perHour, Range night) {

    /// All of the table, in its order.
    public static List<Domain> all() {
        try (InputStream in = Domain.class.getResourceAsStream("/domain-costs.json")) {
            if (in == null) {
                throw new IllegalStateException("domain-costs.json is not in the program");
            }
            var domains = new ArrayList<Domain>();
            for (JsonNode row : JsonMapper.shared().readTree(in).path("domains")) {
                domains.add(new Domain(row.path("name").asString(), row.path("title").asString(),
                        range(row.path("dollars")), range(row.path("per-hour")), range(row.path("night"))));
            }
            return List.copyOf(domains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Range range(JsonNode pair) {
        return new Range(pair.path(0).asDouble(), pair.path(1).asDouble());
    }
}
