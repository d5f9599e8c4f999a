package dev.autoresearch.proposers.acp;

import dev.autoresearch.exec.Execution;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.exec.Talk;
import dev.autoresearch.exec.Task;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.RunRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs an agent that is a piece of this program, over real pipes.
final class InProcessAgent implements Executor {
    private final Agent agent;

    /// An agent's life.
    interface Agent {
        void live(InputStream input, OutputStream output) throws IOException;
    }

    InProcessAgent(Agent agent) {
        this.agent = agent;
    }

    @Override
    public Execution run(Task task, Stop stop) {
        Talk talk = Objects.requireNonNull(task.talk());
        try (Ends toAgent = new Ends(); Ends fromAgent = new Ends()) {
            Thread living = Thread.ofVirtual().start(() -> {
                try (InputStream in = toAgent.in(); OutputStream out = fromAgent.out()) {
                    agent.live(in, out);
                } catch (IOException e) {
                    // its other side is gone
                    return;
                }
            });
            var failure = new AtomicReference<@Nullable Throwable>();
            Thread talking = Thread.ofVirtual().start(() -> {
                try (OutputStream out = toAgent.out()) {
                    talk.with(out, fromAgent.in());
                } catch (IOException e) {
                    // its other side is gone
                    return;
                } catch (RuntimeException | Error e) {
                    failure.set(e);
                    stop.request();
                }
            });
            try (Stop.Registration _ = stop.onRequest(() -> {
                toAgent.cut();
                fromAgent.cut();
            })) {
                living.join();
                talking.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            switch (failure.get()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> {
                }
            }
            return new Execution(stop.requested() ? new Ending.Stopped() : new Ending.Exited(0), Duration.ZERO,
                    Duration.ZERO, RunRecord.UNKNOWN, 0, 0, 0, "none");
        }
    }

    @Override
    public String tier() {
        return "none";
    }

    @Override
    public void close() {}

    /// A pipe.
    private static final class Ends implements AutoCloseable {
        private final Pipe pipe;

        Ends() {
            try {
                pipe = Pipe.open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        InputStream in() {
            return Channels.newInputStream(pipe.source());
        }

        OutputStream out() {
            return Channels.newOutputStream(pipe.sink());
        }

        @Override
        public void close() {
            cut();
        }

        void cut() {
            try {
                pipe.sink().close();
                pipe.source().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
