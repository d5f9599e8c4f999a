package dev.autoresearch.proposers.agent;

import dev.autoresearch.exec.Execution;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.exec.Task;
import dev.autoresearch.proposer.Support;
import dev.autoresearch.proposers.agent.Tally.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One run of a program to its end: its output is read while it comes, what it uses is counted while it is used, and a
/// limit that is reached ends the program and everything that it started.
final class AgentTurn {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final long RAW_LIMIT = 16L << 20;

    private final AgentProgram program;
    private final AgentCall.Order order;
    private final String session;
    private final Tally tally;
    private final Support support;
    private final Stop stop;
    private final Stop own = new Stop();
    private final Transcript transcript;
    private final Transcript metered;
    private volatile Limit limit = Limit.NONE;
    private volatile @Nullable MeterTail meter;

    /// What ended a program before its own end.
    enum Limit {
        NONE, MONEY, TURNS
    }

    /// A conversation that can be gone on with.
    ///
    /// @param experiment that it is about
    /// @param session    as the program calls it; empty for a new one
    /// @param used       for it so far
    record Held(int experiment, String session, AgentStream.Used used) {
        static final Held NOTHING = new Held(0, "", AgentStream.Used.NOTHING);
    }

    /// How a run ended.
    ///
    /// @param execution  as the executor saw it
    /// @param limit      of ours that was reached
    /// @param transcript what it said
    record Ended(Execution execution, Limit limit, Transcript transcript) {}

    /// @param order   what is called
    /// @param held  the conversation that goes on
    /// @param stop    the caller's
    AgentTurn(AgentCall.Order order, Held held, Tally tally, Support support, Stop stop) {
        this.program = order.program();
        this.order = order;
        this.session = held.session();
        this.tally = tally;
        this.support = support;
        this.stop = stop;
        this.transcript = new Transcript(program.stream(), held.used(), event -> heard(event, Source.OUTPUT));
        AgentProgram.Meter at = program.meter();
        this.metered = new Transcript(at == null ? AgentStream.Dialect.PLAIN : at.stream(), AgentStream.Used.NOTHING,
                event -> heard(event, Source.METER));
    }

    /// Runs it.
    ///
    /// @param task without input and output
    /// @param raw  gets the output as it comes, as far as it is not too long
    Ended run(Executor executor, Task task, Path raw) {
        if (!session.isEmpty()) {
            meter = meter(session);
            MeterTail known = meter;
            if (known != null) {
                known.fromHere();
            }
        }
        Thread watcher = Thread.ofVirtual().name("agent meter").start(this::watch);
        Execution execution;
        try (var _ = stop.onRequest(own::request)) {
            execution = executor.run(task.with((input, output) -> talk(input, output, raw)), own);
        } finally {
            watcher.interrupt();
            joined(watcher);
        }
        look();
        return new Ended(execution, limit, transcript);
    }

    private void talk(OutputStream input, InputStream output, Path raw) throws IOException {
        input.close();
        try (OutputStream copy = Files.newOutputStream(raw)) {
            var room = new Object() {
                long left = RAW_LIMIT;
            };
            new LineReader().all(output, transcript::line, (bytes, count) -> {
                int kept = (int) Math.min(room.left, count);
                copy.write(bytes, 0, kept);
                room.left -= kept;
            });
        }
    }

    private void heard(AgentEvent event, Source source) {
        switch (event) {
            case AgentEvent.SessionId(String id) -> {
                if (meter == null) {
                    meter = meter(id);
                }
            }
            case AgentEvent.Model(String name) -> tally.model(name);
            case AgentEvent.ToolUse(String title) -> support.doing(program.title() + ": " + title);
            case AgentEvent.Usage usage -> {
                tally.add(source, usage);
                if (support.purse().empty()) {
                    end(Limit.MONEY);
                } else if (tally.answers() > order.settings().turns()) {
                    end(Limit.TURNS);
                }
            }
            case AgentEvent.Text _,AgentEvent.Final _ -> {
                // The transcript's.
            }
        }
    }

    private synchronized void end(Limit reached) {
        // What is said last, when all is done, ends nothing any more.
        if (transcript.ending() == null && limit == Limit.NONE) {
            limit = reached;
            own.request();
        }
    }

    private @Nullable MeterTail meter(String id) {
        AgentProgram.Meter at = program.meter();
        if (at == null || id.isEmpty()) {
            return null;
        }
        String ends = at.ends().replace("{session8}", id.substring(0, Math.min(8, id.length()))).replace("{session}",
                id);
        return new MeterTail(at.folder().in(order.home(), order.user()), ends, metered);
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                look();
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        MeterTail now = meter;
        if (now != null) {
            now.read();
        }
    }

    private static void joined(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
