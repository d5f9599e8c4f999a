package dev.autoresearch.gallery;

import java.util.Map;

/// The model service that examples with a language model talk to in tests.
final class ExampleModel implements AutoCloseable {
    private ExampleModel() {}

    static ExampleModel start() {
        return new ExampleModel();
    }

    /// What an example is told of it.
    Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public void close() {}
}
