package dev.autoresearch.proposers.scripted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Decides what the model says to a request: which script, which step, which tools. Thread-safe.
///
/// It remembers how many conversations began and how often faults happened, nothing else.
final class Prompter {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)\\}");

    /// What is to be said.
    ///
    /// @param mark  where the answer stands, step 0 for a side call
    /// @param first the answer begins a conversation
    /// @param fault how it goes wrong this time, `null` when it does not
    record Line(Script script, Mark mark, boolean first, Reply reply, Step step, @Nullable Fault fault) {

        boolean side() {
            return mark.step() == 0;
        }

        boolean spoilt() {
            return fault != null && fault.spoils();
        }
    }

    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Map<String, Integer> faults = new HashMap<>();
    private final Map<String, Begun> begun = new HashMap<>();
    private volatile String standard;

    /// The numbers of a script's conversations: one whose first answer fails gives its number back.
    private static final class Begun {
        private int last;
        private final TreeSet<Integer> free = new TreeSet<>();

        int next() {
            Integer back = free.pollFirst();
            return back == null ? ++last : back;
        }
    }

    Prompter(Script standard) {
        this.standard = standard.name();
        add(standard);
    }

    void add(Script script) {
        scripts.put(script.name(), script);
    }

    void follow(Script script) {
        add(script);
        standard = script.name();
    }

    synchronized void forget() {
        faults.clear();
        begun.clear();
    }

    /// The next line of the conversation in the request.
    ///
    /// @param prefix the script that the address names
    /// @throws NoToolException          when the script wants something that the agent does not offer
    /// @throws IllegalArgumentException when there is no such script, or it cannot be followed
    Line line(Optional<String> prefix, Dialect dialect, JsonNode body) throws NoToolException {
        String model = dialect.model(body);
        List<OfferedTool> tools = dialect.tools(body);
        Conversation talk = Conversation.of(dialect.turns(body));
        Script script = scripts.computeIfAbsent(talk.script().or(() -> prefix).orElse(standard), Script::resource);
        if (tools.isEmpty() && script.toolsRequired()) {
            var reply = new Reply(model, "side call", "", List.of(), script.usage(), Reply.Stop.DONE);
            return new Line(script, new Mark(0, 0), false, reply, Step.say("side call"), null);
        }
        Mark reached = talk.reached(script);
        boolean first = reached.step() == 0;
        int conversation = first ? begin(script) : reached.conversation() > 0 ? reached.conversation() : last(script);
        boolean done = false;
        try {
            Map<String, String> vars = variables(script, talk, conversation);
            Line line = choose(script, new Mark(reached.step() + 1, conversation), first, new ToolChoice(tools),
                    dialect, model, vars);
            done = !line.spoilt();
            return line;
        } finally {
            if (first && !done) {
                giveBack(script, conversation);
            }
        }
    }

    private Line choose(Script script, Mark next, boolean first, ToolChoice tools, Dialect dialect, String model,
            Map<String, String> vars) throws NoToolException {
        Mark mark = next;
        while (true) {
            Step step = script.step(mark.step());
            try {
                var calls = new ArrayList<ToolCall>();
                for (Action action : step.actions()) {
                    Action said = action.map(text -> fill(text, vars));
                    calls.add(tools.call(said instanceof Action.Bump bump ? BumpedNumber.edit(bump) : said, mark.id()));
                }
                return line(script, mark, first, step, calls, dialect, model, vars);
            } catch (NoToolException missing) {
                if (!step.optional()) {
                    throw missing;
                }
                mark = new Mark(mark.step() + 1, mark.conversation());
            }
        }
    }

    private Line line(Script script, Mark mark, boolean first, Step step, List<ToolCall> calls, Dialect dialect,
            String model, Map<String, String> vars) {
        String text = fill(step.say(), vars);
        boolean marks = script.marked() && (calls.isEmpty() || !dialect.keepsIds());
        Tokens usage = step.usage() == null ? script.usage() : step.usage();
        Fault fault = due(script, mark.step(), step);
        String think = fill(step.think(), vars);
        Reply reply = switch (fault) {
            case Fault.Refusal(String why) -> new Reply(model, why, "", List.of(), usage, Reply.Stop.REFUSED);
            case Fault.Length length -> new Reply(model, text, think, List.of(), usage, Reply.Stop.LENGTH);
            case null, default -> new Reply(model, marks ? mark.behind(text) : text, think, calls, usage,
                    calls.isEmpty() ? Reply.Stop.DONE : Reply.Stop.TOOLS);
        };
        return new Line(script, mark, first, reply, step, fault);
    }

    private static Map<String, String> variables(Script script, Conversation talk, int conversation) {
        var vars = new HashMap<>(script.vars());
        vars.putAll(talk.vars());
        vars.put("n", Integer.toString(conversation));
        if (!vars.containsKey("cwd")) {
            talk.directory().ifPresent(directory -> vars.put("cwd", directory));
        }
        return vars;
    }

    private static String fill(String text, Map<String, String> vars) {
        String relative = vars.containsKey("cwd") ? text : text.replace("{cwd}/", "").replace("{cwd}", ".");
        return VARIABLE.matcher(relative)
                .replaceAll(found -> Matcher.quoteReplacement(vars.getOrDefault(found.group(1), found.group())));
    }

    private synchronized @Nullable Fault due(Script script, int number, Step step) {
        if (step.fault() == null) {
            return null;
        }
        return faults.merge(script.name() + "/" + number, 1, Integer::sum) <= step.times() ? step.fault() : null;
    }

    private synchronized int begin(Script script) {
        return begun.computeIfAbsent(script.name(), name -> new Begun()).next();
    }

    private synchronized int last(Script script) {
        Begun numbers = begun.get(script.name());
        return numbers == null ? 0 : numbers.last;
    }

    /// The client left before the answer was out: if it began a conversation, the next one begins in its place.
    void lost(Line line) {
        if (line.first()) {
            giveBack(line.script(), line.mark().conversation());
        }
    }

    private synchronized void giveBack(Script script, int conversation) {
        Begun numbers = begun.get(script.name());
        if (numbers != null) {
            numbers.free.add(conversation);
        }
    }
}
