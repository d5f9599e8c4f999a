package dev.autoresearch.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/// How a command ended. Expected outcomes are values, not exceptions.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Ending.Exited.class, name = "exited"),
        @JsonSubTypes.Type(value = Ending.Signalled.class, name = "signalled"),
        @JsonSubTypes.Type(value = Ending.OutOfMemory.class, name = "out-of-memory"),
        @JsonSubTypes.Type(value = Ending.TimedOut.class, name = "timed-out"),
        @JsonSubTypes.Type(value = Ending.Idle.class, name = "idle"),
        @JsonSubTypes.Type(value = Ending.NotStarted.class, name = "not-started"),
        @JsonSubTypes.Type(value = Ending.Cut.class, name = "cut"),
        @JsonSubTypes.Type(value = Ending.Stopped.class, name = "stopped")})
public sealed interface Ending {

    /// The command returned by itself.
    record Exited(int code) implements Ending {}

    /// A signal that the engine did not send ended it.
    record Signalled(int signal) implements Ending {}

    /// The kernel, the cgroup or the program's own runtime ran out of memory.
    record OutOfMemory(String evidence) implements Ending {}

    /// It ran longer than allowed.
    record TimedOut(Duration limit) implements Ending {}

    /// It printed nothing for longer than allowed.
    record Idle(Duration limit) implements Ending {}

    /// It could not be started, for example because the command was not found.
    record NotStarted(String reason) implements Ending {}

    /// The engine ended it because, however it went on, its time could not win any more; what it took until then counts as
    /// its least possible value.
    record Cut(Duration after) implements Ending {}

    /// The engine was asked to stop while it ran; the run does not count.
    record Stopped() implements Ending {}

    /// Whether it is an ordinary return with code 0.
    default boolean success() {
        return this instanceof Exited(int code) && code == 0;
    }

    /// One phrase for people, for example `exit code 3` or `killed by SIGSEGV`.
    default String phrase() {
        return switch (this) {
            case Exited(int code) -> "exit code " + code;
            case Signalled(int signal) -> "killed by signal " + signal;
            case OutOfMemory(String evidence) -> "out of memory: " + evidence;
            case TimedOut(Duration limit) -> "ran longer than " + limit.toMillis() / 1000.0 + " s";
            case Idle(Duration limit) -> "printed nothing for " + limit.toMillis() / 1000.0 + " s";
            case NotStarted(String reason) -> "could not be started: " + reason;
            case Cut(Duration after) -> "cut after " + after.toMillis() / 1000.0 + " s, when it could not win any more";
            case Stopped() -> "stopped";
        };
    }
}
