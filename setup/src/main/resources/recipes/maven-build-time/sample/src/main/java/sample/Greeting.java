package sample;

/** Says hello. */
public final class Greeting {
    private Greeting() {}

    /** The greeting of somebody. */
    public static String of(String name) {
        return "Hello, " + name;
    }
}
