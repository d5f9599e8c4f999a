package dev.autoresearch.setup.preflight;

import dev.autoresearch.config.RunSettings;
import dev.autoresearch.exec.Environments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Whether keys and passwords are where experiments and proposers can see them.
final class SecretsCheck implements Check {
    private static final int NAMED = 4;
    private static final Pattern FILE = Pattern
            .compile("(?:.*/)?(?:\\.env(?:\\.(?!example|sample|template|dist|defaults?"
                    + "|test|schema)[\\w.-]+)?|id_(?:rsa|dsa|ecdsa|ed25519)|\\.netrc|\\.pgpass|credentials\\.json|client_secret.*\\.json"
                    + "|service[-_]account.*\\.json|secrets?\\.(?:json|ya?ml|toml|env)|[^/]+\\.(?:p12|pfx|jks|keystore|kdbx)"
                    + "|[^/]*(?:private|priv)[^/]*\\.(?:pem|key))");
    private static final Pattern FOR_TESTS = Pattern
            .compile("(?:.*/)?(?:tests?|testdata|fixtures?|examples?|samples?|mocks?|specs?|__tests__)/.*");

    @Override
    public List<Finding> look(Ground ground) {
        var findings = new ArrayList<Finding>();
        RunSettings run = ground.configuration().run();
        List<String> withheld = Environments.forRun(ground.environment(), run.passEnvironment(), run.environment())
                .withheld();
        if (!withheld.isEmpty()) {
            findings.add(Finding.fine(Topic.SECRETS,
                    "Runs do not get what looks like a key (run.pass-environment lets one through): "
                            + String.join(", ", withheld) + "."));
        }
        run.passEnvironment().stream().filter(name -> ground.environment().getOrDefault(name, "").isEmpty())
                .forEach(name -> findings.add(Finding.warning(Topic.SECRETS,
                        "run.pass-environment names " + name + ", which is not set.",
                        "Set it before the run, or take it out of the list.")));
        Environments.forRun(run.environment(), List.of(), Map.of()).withheld()
                .forEach(name -> findings.add(Finding.warning(Topic.SECRETS,
                        "run.environment has what looks like a key in " + name + ": it stands in autoresearch.yaml.",
                        "Set it in your own environment and name it in run.pass-environment.")));
        List<String> files = ground.tree().files().stream()
                .filter(path -> FILE.matcher(path).matches() && !FOR_TESTS.matcher(path).matches())
                .filter(path -> !ground.configuration().scope().hidden().matches(path)).toList();
        if (!files.isEmpty()) {
            findings.add(Finding.warning(Topic.SECRETS,
                    "git tracks what looks like secrets, and proposers can read them: "
                            + String.join(", ", files.stream().limit(NAMED).toList())
                            + (files.size() > NAMED ? " and " + (files.size() - NAMED) + " more" : "") + ".",
                    "Take them out of git, or hide them from the proposer: scope: {hidden: [" + files.getFirst()
                            + "]}."));
        }
        return List.copyOf(findings);
    }
}
