package dev.autoresearch.app;

/// Where the program starts. `--version` is answered before anything else is loaded, so that it stays fast; `--warm-up`
/// loads what a start needs and does nothing, for the launcher to record the classes in its archive.
public final class Main {

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
        System.err.println("autoresearch: the only option of this build is --version.");
        System.exit(2);
    }

    /// The version in the jar's manifest; `development` when the classes run from a folder.
    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
