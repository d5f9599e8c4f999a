package dev.autoresearch.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Makes the environment of a run: the user's without anything that looks like a key or a token.
///
/// A variable is withheld by its name (a word in it such as `TOKEN`, `SECRET`, `PASSWORD`) or by its value (a known
/// format of keys, or an address with a password). `SSH_AUTH_SOCK` is withheld, too: it lets a program use keys without
/// seeing them. A variable named `…TOKENS…` or the like whose value is only a number or a switch is passed.
public final class Environments {
    private static final Pattern NAME = Pattern.compile(
            "(?:^|[_.-])(?:KEYS?|TOKENS?|SECRETS?|PASSWORDS?|PASSWD|PASSPHRASE|PASS|CREDENTIALS?|CREDS?|APIKEYS?|AUTH"
                    + "|AUTHORIZATION|BEARER|COOKIES?|PAT)(?:$|[_.-]|\\d)"
                    + "|(?:TOKEN|SECRET|PASSWORD|PASSWD|APIKEY|CREDENTIALS)$|^MYSQL_PWD$|^NETRC$");
    private static final Pattern VALUE = Pattern.compile("(?:^|[^A-Za-z0-9])(?:sk-[A-Za-z0-9_-]{16,}"
            + "|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}"
            + "|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[A-Za-z0-9_-]{30,}|xox[a-z]-[A-Za-z0-9-]{10,}|hf_[A-Za-z0-9]{20,}"
            + "|npm_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{30,}|[rs]k_(?:live|test)_[A-Za-z0-9]{10,}"
            + "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.|-----BEGIN)"
            + "|[A-Za-z][A-Za-z0-9+.-]*://[^/\\s:@]*:[^/\\s@]+@|(?i:^(?:bearer|basic) \\S{8,})");
    private static final Pattern HARMLESS_VALUE = Pattern
            .compile("(?i)[+-]?\\d{1,9}(?:\\.\\d{1,9})?|true|false|yes|no|on|off|");
    private static final Set<String> HARMLESS_NAMES = Set.of("TOKENIZERS_PARALLELISM", "GPG_TTY");

    private Environments() {}

    /// An environment and what is not in it.
    ///
    /// @param variables everything a run gets
    /// @param withheld  names of the user's variables left out, sorted
    public record Filtered(Map<String, String> variables, List<String> withheld) {
        /// Copies both.
        public Filtered {
            variables = Map.copyOf(variables);
            withheld = List.copyOf(withheld);
        }
    }

    /// The environment of a run.
    ///
    /// @param user  the user's environment
    /// @param pass  names passed on whatever they look like
    /// @param extra set for the run, over the user's and never withheld
    public static Filtered forRun(Map<String, String> user, List<String> pass, Map<String, String> extra) {
        Map<String, String> variables = new TreeMap<>();
        List<String> withheld = new ArrayList<>();
        new TreeMap<>(user).forEach((name, value) -> {
            if (extra.containsKey(name)) {
                return;
            }
            if (pass.contains(name) || !secret(name, value)) {
                variables.put(name, value);
            } else {
                withheld.add(name);
            }
        });
        variables.putAll(extra);
        return new Filtered(variables, withheld);
    }

    private static boolean secret(String name, String value) {
        if (HARMLESS_NAMES.contains(name) || HARMLESS_VALUE.matcher(value).matches()) {
            return false;
        }
        return NAME.matcher(name.toUpperCase(Locale.ROOT)).find() || VALUE.matcher(value).find();
    }
}
