package dev.autoresearch.proposers.llm.model;

import java.time.Duration;
import java.util.List;

/// How one request to a model ended.
public sealed interface Answer {

    /// The tokens that it cost.
    Usage usage();

    /// What happened, one sentence for people without a full stop. Text of services in it is short and plain.
    String what();

    /// A response in order.
    ///
    /// @param whole whether it came to its own end, and was not cut at the limit of its length
    record Ok(Message.Said said, boolean whole, Usage usage) implements Answer {
        @Override
        public String what() {
            return whole ? "answered" : "the answer was cut at the limit of its length";
        }

        /// What it wrote.
        public String text() {
            return said.text();
        }

        /// What it wants called.
        public List<ToolCall> calls() {
            return said.calls();
        }
    }

    /// The model, or a filter of the service, declined.
    record Refused(String why, Usage usage) implements Answer {
        @Override
        public String what() {
            return why.isEmpty() ? "the model declined to answer" : "the model declined to answer: " + why;
        }
    }

    /// The stream ended before the response did.
    record Truncated(String what, Usage usage) implements Answer {}

    /// The stream holds what is not of its protocol.
    record Malformed(String what, Usage usage) implements Answer {}

    /// Too many requests or tokens for now.
    ///
    /// @param retryAfter how long the service wants us to wait; [Duration#ZERO] when it does not say
    record RateLimited(String what, Duration retryAfter, Usage usage) implements Answer {}

    /// The service is overloaded or has a fault of its own.
    ///
    /// @param retryAfter how long the service wants us to wait; [Duration#ZERO] when it does not say
    record Overloaded(String what, Duration retryAfter, Usage usage) implements Answer {}

    /// No connection.
    record Unreachable(String what) implements Answer {
        @Override
        public Usage usage() {
            return Usage.NONE;
        }
    }

    /// The key is missing, wrong, not allowed to do this, or its account is empty.
    record Unauthorized(String what) implements Answer {
        @Override
        public Usage usage() {
            return Usage.NONE;
        }
    }

    /// The service does not understand the request: another model name, a setting it does not have, too long.
    record BadRequest(String what) implements Answer {
        @Override
        public Usage usage() {
            return Usage.NONE;
        }
    }

    /// A time limit passed.
    record TimedOut(String what, Usage usage) implements Answer {}

    /// We were asked to stop.
    record Cancelled(Usage usage) implements Answer {
        @Override
        public String what() {
            return "stopped";
        }
    }

    /// It was not asked: there is not enough money or tokens left for even a short answer.
    record Unaffordable(String what) implements Answer {
        @Override
        public Usage usage() {
            return Usage.NONE;
        }
    }
}
