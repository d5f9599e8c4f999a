package dev.autoresearch.config;

import java.util.Locale;

/// Whose protocol a language model speaks.
public enum Provider {
    /// Anthropic's Messages.
    ANTHROPIC("ANTHROPIC_API_KEY"),
    /// OpenAI's own service.
    OPENAI("OPENAI_API_KEY"),
    /// Any service that speaks OpenAI's Chat Completions, at a base URL of its own. No key is taken that was meant for
    /// another service: its variable must be named.
    COMPATIBLE(""),
    /// Google's Gemini.
    GEMINI("GEMINI_API_KEY"),
    /// A model on this machine or in this house, by Ollama.
    OLLAMA("");

    private final String keyVariable;

    Provider(String keyVariable) {
        this.keyVariable = keyVariable;
    }

    /// The environment variable that usually holds the key; empty where there is none.
    public String keyVariable() {
        return keyVariable;
    }

    /// The word in `autoresearch.yaml`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
