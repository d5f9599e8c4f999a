package dev.autoresearch.app;

import dev.autoresearch.app.cli.Program;
import dev.autoresearch.app.screen.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// Where the program starts, and the only place that reads terminal and environment. `--version` is answered before
/// anything else is loaded, so that it stays fast; `--warm-up` loads what a start needs and does nothing, for the launcher
/// to record the classes in its archive.
public final class Main {
    private static final int WIDTH = 80;
    private static final String COLUMNS = "[1-9][0-9]{1,3}";

    private Main() {}

    /// Runs the program.
    ///
    /// @param args what the user typed
    public static void main(String[] args) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            System.out.println("autoresearch " + version());
            return;
        }
        if (args.length == 1 && args[0].equals("--warm-up")) {
            return;
        }
        System.exit(Program.run(surroundings(), args));
    }

    private static Surroundings surroundings() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        // The launcher gives the JVM a UTF-8 locale; commands get the one the user had.
        String locale = environment.remove("AUTORESEARCH_LC_ALL_ORIGINAL");
        if (locale != null) {
            if (locale.isEmpty()) {
                environment.remove("LC_ALL");
            } else {
                environment.put("LC_ALL", locale);
            }
        }
        boolean terminal = terminal();
        boolean dumb = "dumb".equals(environment.get("TERM"));
        var console = new Console(utf8(FileDescriptor.out), utf8(FileDescriptor.err),
                terminal && !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty(), terminal && !dumb,
                width(environment, terminal));
        return new Surroundings(Path.of("").toAbsolutePath(), environment, console, System.in, InstantSource.system(),
                version());
    }

    // Null or not: Java 22 to 24 and 25 answer differently when there is no terminal.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean terminal() {
        java.io.Console terminal = System.console();
        return terminal != null && terminal.isTerminal();
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    private static int width(Map<String, String> environment, boolean terminal) {
        String columns = environment.getOrDefault("COLUMNS", "");
        if (columns.matches(COLUMNS)) {
            return Integer.parseInt(columns);
        }
        return terminal ? terminalWidth() : Console.UNLIMITED;
    }

    private static int terminalWidth() {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            String columns = size.substring(size.indexOf(' ') + 1);
            return columns.matches(COLUMNS) ? Integer.parseInt(columns) : WIDTH;
        } catch (IOException none) {
            return WIDTH;
        }
    }

    /// The version in the jar's manifest; `development` when the classes run from a folder.
    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
