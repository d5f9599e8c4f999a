package dev.autoresearch.app;

import dev.autoresearch.app.screen.Console;
import dev.autoresearch.config.Exit;
import dev.autoresearch.exec.Stop;
import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// Turns Ctrl-C and a polite kill into a request to stop. The first one lets the session end the run under way and write
/// what it knows; a second one ends the program at once, which the journal is made for.
public final class Interrupts implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    private final List<Runnable> restore;

    private Interrupts(List<Runnable> restore) {
        this.restore = restore;
    }

    /// Requests `stop` on the first signal, until closed.
    ///
    /// @param atOnce ends what the program started, before a second signal ends the program
    public static Interrupts stopping(Stop stop, Console console, Runnable atOnce) {
        return stopping(stop, console,
                "Stopping: the run is ended and the journal written; once more ends the program at once.", atOnce);
    }

    /// The same with other words on the first signal.
    public static Interrupts stopping(Stop stop, Console console, String words, Runnable atOnce) {
        SignalHandler handler = signal -> {
            if (stop.requested()) {
                atOnce.run();
                Runtime.getRuntime().halt(Exit.INTERRUPTED.code());
            }
            console.err().print(console.live() ? "\r\u001b[K" : System.lineSeparator());
            console.err().println(words);
            stop.request();
        };
        return new Interrupts(SIGNALS.stream().map(Signal::new).map(signal -> {
            SignalHandler before = Signal.handle(signal, handler);
            return (Runnable) () -> Signal.handle(signal, before);
        }).toList());
    }

    @Override
    public void close() {
        restore.forEach(Runnable::run);
    }
}
