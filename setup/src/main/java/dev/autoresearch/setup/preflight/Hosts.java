package dev.autoresearch.setup.preflight;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Addresses in command lines, and whether they lead out of this machine and its neighbourhood.
final class Hosts {
    private static final Pattern URL = Pattern
            .compile("[a-z][a-z0-9+.-]*://(?:[^/@\\s]*@)?(\\[[0-9a-fA-F:]+]|[A-Za-z0-9._-]+)"
                    + "(?=[:/?#\\s'\"]|$)");
    private static final Pattern REMOTE_PATH = Pattern.compile("(?:[\\w.-]+@)?([A-Za-z0-9][\\w.-]+):(?!//)[^\\s]*");
    private static final Pattern PRIVATE = Pattern.compile("127\\..*|10\\..*|192\\.168\\..*"
            + "|172\\.(?:1[6-9]|2\\d|3[01])\\..*|169\\.254\\..*|0\\.0\\.0\\.0|\\[::1?]"
            + "|.*\\.(?:local|localhost|localdomain|test|internal|lan|home|invalid|example)"
            + "|(?:.*\\.)?example\\.(?:com|org|net)");
    private static final Set<String> PRODUCTION = Set.of("prod", "production", "prd");
    // Names that stand for services of payment and of messages to people.
    private static final Set<String> REAL_WORLD = Set.of("api.stripe.com", "api.paypal.com", "api-m.paypal.com",
            "api.sendgrid.com", "api.mailgun.net", "api.twilio.com", "hooks.slack.com", "api.postmarkapp.com",
            "api.telegram.org", "discord.com");

    private Hosts() {}

    /// The host of the first URL in a text.
    static Optional<String> of(String text) {
        Matcher url = URL.matcher(text);
        return url.find() ? Optional.of(url.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /// The host of `user@host:path`.
    static Optional<String> ofPath(String word) {
        Matcher path = REMOTE_PATH.matcher(word);
        return path.matches() && !word.matches("[A-Za-z]:[\\\\/].*") ? Optional.of(path.group(1)) : Optional.empty();
    }

    /// Whether it is this machine, a private network, or a name that only such a network knows.
    static boolean near(String host) {
        boolean bare = !host.contains(".") && !host.contains("[");
        return bare || PRIVATE.matcher(host).matches();
    }

    /// Whether it says of itself that people depend on it.
    static boolean production(String host) {
        for (String part : host.split("[.-]", -1)) {
            if (PRODUCTION.contains(part)) {
                return true;
            }
        }
        return false;
    }

    /// Whether what is sent there moves money or reaches people.
    static boolean realWorld(String host) {
        return REAL_WORLD.contains(host);
    }
}
