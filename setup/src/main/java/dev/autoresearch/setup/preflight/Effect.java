package dev.autoresearch.setup.preflight;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a call does to the world outside the run.
///
/// @param what  as a phrase that follows the place: `pushes to a remote repository`
/// @param grave whether it cannot be undone
record Effect(String what, boolean grave) {
    private static final Set<String> LOADS = Set.of("wrk", "wrk2", "ab", "hey", "oha", "bombardier", "siege", "vegeta",
            "k6", "locust", "autocannon", "h2load");
    private static final Set<String> MAILS = Set.of("sendmail", "mail", "mailx", "mutt", "msmtp", "swaks", "ssmtp");
    private static final Set<String> CLIENTS = Set.of("psql", "mysql", "mariadb", "mongosh", "sqlcmd", "redis-cli",
            "clickhouse-client", "cqlsh");
    private static final Set<String> DRY = Set.of("--dry-run", "--dryrun", "-n", "--check", "--dry-run=client",
            "--dry-run=server", "--noop", "--help", "--version", "--simulate");
    private static final String DESTROYS = "(?is).*\\b(?:drop\\s+database|drop\\s+schema|drop\\s+table(?!\\s+if\\s+exists)"
            + "|truncate\\s+(?:table\\s+)?\\w+|delete\\s+from\\s+[\\w.\"]+\\s*(?:;|$)|flushall|flushdb)\\b?.*";

    /// What a call does, if it is known to do something outside.
    static Optional<Effect> of(Call call) {
        List<String> words = call.literals();
        if (words.stream().anyMatch(DRY::contains) && !call.name().equals("curl")) {
            return Optional.empty();
        }
        return publishes(call, words).or(() -> operates(call, words)).or(() -> sends(call, words))
                .or(() -> database(call, words)).or(() -> reaches(call, words));
    }

    private static Optional<Effect> grave(String what) {
        return Optional.of(new Effect(what, true));
    }

    private static Optional<Effect> mild(String what) {
        return Optional.of(new Effect(what, false));
    }

    private static Optional<Effect> publishes(Call call, List<String> words) {
        return switch (call.name()) {
            case "git" -> words.contains("push") && words.indexOf("push") == verbAt(words)
                    ? grave("pushes to a remote repository (git push)")
                    : Optional.empty();
            case "npm", "pnpm", "yarn", "cargo", "bun" -> call.is(call.name(), "publish")
                    ? grave("publishes a package (" + call.name() + " publish)")
                    : Optional.empty();
            case "twine" -> call.is("twine", "upload") ? grave("publishes a package (twine upload)") : Optional.empty();
            case "gem" -> call.is("gem", "push") ? grave("publishes a package (gem push)") : Optional.empty();
            case "mvn", "mvnw" -> words.stream().anyMatch(word -> word.matches("deploy|release:\\w+|[\\w.:-]+:deploy"))
                    ? grave("deploys artifacts (mvn deploy)")
                    : Optional.empty();
            case "gradle", "gradlew" -> words.stream()
                    .anyMatch(word -> word.matches(":?(?:[\\w-]+:)*publish(?!ToMavenLocal)\\w*"))
                            ? grave("publishes artifacts (gradle publish)")
                            : Optional.empty();
            case "docker", "podman", "buildah",
                    "skopeo" ->
                call.is(call.name(), "push") || call.is(call.name(), "image", "push")
                        ? grave("publishes an image (" + call.name() + " push)")
                        : Optional.empty();
            case "gh" ->
                call.is("gh", "release", "create") || call.is("gh", "pr", "create") || call.is("gh", "pr", "merge")
                        ? grave("acts on a repository that others see (gh " + words.getFirst() + ")")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static int verbAt(List<String> words) {
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("-")) {
            at += words.get(at).equals("-C") || words.get(at).equals("-c") ? 2 : 1;
        }
        return at;
    }

    private static Optional<Effect> operates(Call call, List<String> words) {
        String verb = call.verb().orElse("");
        return switch (call.name()) {
            case "terraform", "tofu" -> Set.of("apply", "destroy").contains(verb)
                    ? grave("changes infrastructure (" + call.name() + " " + verb + ")")
                    : Optional.empty();
            case "pulumi" -> Set.of("up", "destroy").contains(verb)
                    ? grave("changes infrastructure (pulumi " + verb + ")")
                    : Optional.empty();
            case "kubectl" -> cluster(words, verb);
            case "helm" -> Set.of("install", "upgrade", "uninstall", "rollback").contains(verb)
                    ? mild("changes what runs on a cluster (helm " + verb + ")")
                    : Optional.empty();
            case "serverless", "sls", "netlify", "firebase", "fly", "flyctl", "vercel", "wrangler", "cdk", "sam",
                    "eb" ->
                words.contains("deploy") || words.contains("--prod")
                        ? grave("deploys (" + call.name() + ")")
                        : Optional.empty();
            case "gcloud", "az" -> words.contains("deploy") || words.contains("delete")
                    ? grave("changes what runs in a cloud (" + call.name() + ")")
                    : Optional.empty();
            case "aws" ->
                call.is("aws", "s3", "rm") || words.stream().anyMatch(word -> word.matches("(?:delete|terminate)-.+"))
                        ? grave("deletes in a cloud (aws)")
                        : Optional.empty();
            case "ansible-playbook" -> mild("changes other machines (ansible-playbook)");
            case "systemctl",
                    "service" ->
                words.stream().anyMatch(Set.of("restart", "stop", "start", "reload")::contains)
                        ? mild("changes a service of this machine (" + call.name() + ")")
                        : Optional.empty();
            case "reboot", "shutdown", "poweroff", "halt" -> grave("ends this machine (" + call.name() + ")");
            default -> Optional.empty();
        };
    }

    private static Optional<Effect> cluster(List<String> words, String verb) {
        boolean own = words.stream()
                .anyMatch(word -> word.matches("(?:--context=)?(?:kind-.*|minikube|k3d-.*|docker-desktop)"));
        if (own) {
            return Optional.empty();
        }
        return switch (verb) {
            case "delete", "drain" -> grave("changes what runs on a cluster (kubectl " + verb + ")");
            case "apply", "create", "replace", "patch", "scale", "rollout", "set", "edit" ->
                mild("changes what runs on a cluster (kubectl " + verb + ")");
            default -> Optional.empty();
        };
    }

    private static Optional<Effect> sends(Call call, List<String> words) {
        if (MAILS.contains(call.name())) {
            return grave("sends mail (" + call.name() + ")");
        }
        boolean curl = call.name().equals("curl");
        boolean writes = curl
                ? writing(words)
                : call.name().equals("wget")
                        && words.stream().anyMatch(word -> word.startsWith("--post-") || word.startsWith("--method="));
        Optional<String> far = words.stream().flatMap(word -> Hosts.of(word).stream()).filter(host -> !Hosts.near(host))
                .findFirst();
        if (!writes || far.isEmpty()) {
            return Optional.empty();
        }
        String host = far.get();
        return new Effect("sends data to " + host + " (" + call.name() + ")",
                Hosts.production(host) || Hosts.realWorld(host)).found();
    }

    private static boolean writing(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            boolean method = (word.equals("-X") || word.equals("--request")) && next.matches("POST|PUT|DELETE|PATCH");
            if (method || word.matches("-X(?:POST|PUT|DELETE|PATCH)|--request=(?:POST|PUT|DELETE|PATCH)")
                    || word.matches("-d|--data(?:-\\w+)?(?:=.*)?|-F|--form|-T|--upload-file|--json")) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Effect> database(Call call, List<String> words) {
        if (!CLIENTS.contains(call.name())) {
            return Optional.empty();
        }
        boolean destroys = words.stream().anyMatch(word -> word.matches(DESTROYS));
        Optional<String> host = words.stream().flatMap(word -> Hosts.of(word).stream()).findFirst();
        for (int i = 0; i < words.size() && host.isEmpty(); i++) {
            String word = words.get(i);
            if ((word.equals("-h") || word.equals("--host")) && i + 1 < words.size()) {
                host = Optional.of(words.get(i + 1));
            } else if (word.startsWith("--host=")) {
                host = Optional.of(word.substring(7));
            }
        }
        Optional<String> far = host.filter(name -> !Hosts.near(name) && !name.startsWith("/"));
        if (far.isPresent()) {
            return new Effect((destroys ? "destroys data in" : "works on") + " the database at " + far.get(),
                    destroys || Hosts.production(far.get())).found();
        }
        return destroys ? mild("destroys data in a database (" + call.name() + ")") : Optional.empty();
    }

    private static Optional<Effect> reaches(Call call, List<String> words) {
        Optional<String> far = words.stream().flatMap(word -> Hosts.of(word).stream()).filter(host -> !Hosts.near(host))
                .findFirst();
        Optional<String> production = words.stream().flatMap(word -> Hosts.of(word).stream()).filter(Hosts::production)
                .findFirst();
        if (production.isPresent()) {
            return new Effect("works on production: " + production.get(), LOADS.contains(call.name())).found();
        }
        return switch (call.name()) {
            case String load when LOADS.contains(load) && far.isPresent() ->
                mild("puts load on " + far.get() + " (" + load + ")");
            case "ssh" -> call.verb().map(host -> new Effect("works on another machine (ssh " + host + ")", false));
            case "scp", "rsync" -> words.stream().filter(word -> !word.startsWith("-"))
                    .reduce((_, last) -> last).flatMap(Hosts::ofPath)
                    .map(host -> new Effect("writes to another machine (" + call.name() + " to " + host + ")", false));
            default -> Optional.empty();
        };
    }

    private Optional<Effect> found() {
        return Optional.of(this);
    }
}
