package dev.autoresearch.proposers.scripted;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Every request that came, in order. Thread-safe.
public final class RequestLog {

    /// Which key a request brought; the value of another one is never kept.
    public enum Key {
        OK, OTHER, NONE
    }

    /// How the request ended.
    public enum Outcome {
        /// The answer is not out yet.
        PENDING,
        /// The whole answer was sent.
        ANSWERED,
        /// It went wrong as the script wants it.
        FAULT,
        /// The script or the request made no sense, or nobody serves that path; `text` says why.
        ERROR,
        /// The client went away, or the server was closed, before the answer was out.
        GONE
    }

    /// A tool call that was asked for.
    public record Call(String tool, JsonNode arguments) {}

    /// One request.
    ///
    /// @param number       from 0
    /// @param dialect      `chat`, `responses`, `anthropic`, `gemini` or `ollama`, empty for lists and counts
    /// @param step         the step in the script, from 1; 0 for a side call
    /// @param conversation which conversation of the script, from 1; 0 for a side call
    /// @param side         it offered no tools and took no step
    /// @param agent        the client's name of itself
    /// @param keyIn        the header that brought the key, empty for none
    /// @param tools        the names of the tools on offer
    /// @param text         what was said, or the error
    /// @param body         the request as it came, null JSON when it was none
    public record Entry(int number, Outcome outcome, String method, String path, String dialect, boolean stream,
            String model, String script, int step, int conversation, boolean side, String agent, Key key,
            String keyIn, List<String> tools, List<Call> calls, String text, Tokens usage, JsonNode body) {

        Entry ended(Outcome how) {
            return new Entry(number, how, method, path, dialect, stream, model, script, step, conversation, side,
                    agent, key, keyIn, tools, calls, text, usage, body);
        }

        Entry numbered(int n) {
            return new Entry(n, outcome, method, path, dialect, stream, model, script, step, conversation, side,
                    agent, key, keyIn, tools, calls, text, usage, body);
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private int numbered;
    private int first;

    /// Everything so far.
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /// The requests that took a step of a script, whatever became of them.
    public List<Entry> steps() {
        return entries().stream().filter(entry -> entry.step() > 0).toList();
    }

    /// The steps that were answered in full: what an agent should report is about these.
    public List<Entry> answered() {
        return steps().stream().filter(entry -> entry.outcome() == Outcome.ANSWERED).toList();
    }

    /// The side calls.
    public List<Entry> sideCalls() {
        return entries().stream().filter(Entry::side).toList();
    }

    /// How many requests came.
    public synchronized int count() {
        return entries.size();
    }

    /// What the answered steps cost.
    public Tokens usage() {
        return usage(entry -> entry.step() > 0);
    }

    /// What the answered requests cost of which the condition is true.
    public Tokens usage(Predicate<Entry> condition) {
        return entries().stream().filter(entry -> entry.outcome() == Outcome.ANSWERED).filter(condition)
                .map(Entry::usage).reduce(Tokens.NONE, Tokens::plus);
    }

    synchronized int add(Entry entry) {
        entries.add(entry.numbered(numbered));
        return numbered++;
    }

    synchronized void ended(int number, Outcome outcome) {
        int index = number - first;
        if (index >= 0) {
            entries.set(index, entries.get(index).ended(outcome));
        }
    }

    synchronized void clear() {
        entries.clear();
        first = numbered;
    }
}
