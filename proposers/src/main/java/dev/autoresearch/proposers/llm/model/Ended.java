package dev.autoresearch.proposers.llm.model;

import java.util.List;
import java.util.Map;

/// How an exchange ended.
sealed interface Ended {

    /// The stream came to its end.
    record Complete() implements Ended {}

    /// The connection broke in the middle.
    record Cut(String why) implements Ended {}

    /// An event could not be read.
    record Broken(String why) implements Ended {}

    /// Another status than success.
    record Status(int code, Map<String, List<String>> headers, String body) implements Ended {}

    /// No connection.
    record Unreachable(String why) implements Ended {}

    /// A limit passed.
    record TimedOut(String what) implements Ended {}

    /// We were asked to stop.
    record Stopped() implements Ended {}
}
