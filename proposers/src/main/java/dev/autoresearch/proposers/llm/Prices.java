package dev.autoresearch.proposers.llm;

import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.Price;
import dev.autoresearch.config.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What models cost: the price that the user gave, else the table that comes with the program (`prices.json`), else
/// nothing, which is never made up. Immutable.
public final class Prices {

    /// What comes behind a model's name for one of its versions.
    private static final Pattern VERSION = Pattern.compile("[-@](?:\\d{4}-?\\d{2}-?\\d{2}|latest)");

    // Writing to Anthropic's cache costs a quarter more than not doing it; the others write for nothing more.
    private static final double CACHE_WRITE = 1.25;

    private final Map<String, String> asOf;
    private final List<Entry> entries;

    private Prices(Map<String, String> asOf, List<Entry> entries) {
        this.asOf = Map.copyOf(asOf);
        this.entries = List.copyOf(entries);
    }

    private record Entry(Provider provider, String name, Rate rate) {

        boolean means(ModelChoice choice) {
            String given = choice.name();
            return provider == choice.provider() && given.startsWith(name)
                    && (given.length() == name.length() || VERSION.matcher(given.substring(name.length())).matches());
        }
    }

    /// The table that comes with the program.
    public static Prices builtIn() {
        try (InputStream in = Prices.class.getResourceAsStream("/prices.json")) {
            if (in == null) {
                throw new IllegalStateException("prices.json is not in the program");
            }
            JsonNode table = new ObjectMapper().readTree(in);
            var entries = new ArrayList<Entry>();
            for (JsonNode model : table.path("models")) {
                Rate rate = rate(model);
                JsonNode more = model.path("long");
                entries.add(new Entry(Provider.valueOf(model.path("provider").asString().toUpperCase(Locale.ROOT)),
                        model.path("name").asString(),
                        more.isObject() ? rate.above(more.path("above").asLong(), rate(more)) : rate));
            }
            var asOf = new HashMap<String, String>();
            table.path("sources").properties()
                    .forEach(source -> asOf.put(source.getKey(), source.getValue().path("as-of").asString()));
            return new Prices(asOf, entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rate rate(JsonNode node) {
        return new Rate(node.path("input").asDouble(), node.path("cached").asDouble(),
                node.path("cache-write").asDouble(), node.path("output").asDouble());
    }

    /// The day that a provider's prices in the table are of, such as `2026-10-24`; empty where it has none.
    public String asOf(Provider provider) {
        return asOf.getOrDefault(provider.word(), "");
    }

    /// What a model costs; empty when nobody knows. A model on the user's own machine costs nothing.
    public Optional<Rate> of(ModelChoice choice) {
        if (choice.price().isPresent()) {
            Price price = choice.price().get();
            double write = choice.provider() == Provider.ANTHROPIC ? price.input() * CACHE_WRITE : price.input();
            return Optional.of(new Rate(price.input(), price.cached(), write, price.output()));
        }
        if (choice.provider() == Provider.OLLAMA) {
            return Optional.of(Rate.FREE);
        }
        return entries.stream().filter(entry -> entry.means(choice)).map(Entry::rate).findFirst();
    }
}
