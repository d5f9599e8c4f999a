package dev.autoresearch.proposers.scripted;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a request tells of the talk so far: the script asked for, the place in it, the working directory.
///
/// A directive stands in a message to the model: `[[script NAME key=value …]]`; the last one counts, and steps are
/// counted after it. Only what the model itself said counts as a step: marks that come back in prompts or files are
/// somebody's quotation.
record Conversation(List<Turn> turns, Optional<String> script, Map<String, String> vars, int directiveAt) {
    private static final Pattern DIRECTIVE = Pattern.compile("\\[\\[script ([^\\]]*)\\]\\]");
    private static final Pattern WORDS = Pattern.compile("\\s+");
    private static final List<Pattern> DIRECTORY = List.of(Pattern.compile("<cwd>([^<]+)</cwd>"),
            Pattern.compile("(?i)working directory(?: path)?(?: is)?\\W{0,6}?(/[^\\n\"'`)<]+)"),
            Pattern.compile("(?i)working in the (?:following )?director(?:y|ies)\\W{0,8}?(/[^\\n\"'`)<]+)"),
            Pattern.compile("(?i)workspace director(?:y|ies)\\W{0,12}?(/[^\\n\"'`)<]+)"));

    static Conversation of(List<Turn> pieces) {
        List<Turn> turns = Turn.joined(pieces);
        Optional<String> script = Optional.empty();
        Map<String, String> vars = Map.of();
        int at = -1;
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).role() == Turn.Role.MODEL || turns.get(i).role() == Turn.Role.TOOL) {
                continue;
            }
            var matcher = DIRECTIVE.matcher(turns.get(i).text());
            while (matcher.find()) {
                at = i;
                script = Optional.empty();
                var found = new HashMap<String, String>();
                for (String word : WORDS.split(matcher.group(1).strip(), -1)) {
                    int equals = word.indexOf('=');
                    if (equals < 0) {
                        script = word.isEmpty() ? script : Optional.of(word);
                    } else {
                        found.put(word.substring(0, equals), word.substring(equals + 1));
                    }
                }
                vars = found;
            }
        }
        return new Conversation(turns, script, Map.copyOf(vars), at);
    }

    /// The last place in the script that the model reached; step 0 at the start, conversation 0 where no mark tells it.
    Mark reached(Script script) {
        List<Turn> counted = turns.subList(start(script), turns.size());
        Mark last = new Mark(0, 0);
        int unmarked = 0;
        for (Turn turn : counted) {
            if (turn.role() != Turn.Role.MODEL) {
                continue;
            }
            List<Mark> marks = Mark.in(turn.text());
            unmarked = marks.isEmpty() ? unmarked + (turn.calls() || !script.marked() ? 1 : 0) : 0;
            for (Mark mark : marks) {
                last = mark.step() > last.step() ? mark : last;
            }
        }
        boolean counting = !script.marked() || last.step() == 0;
        return counting ? new Mark(last.step() + unmarked, last.conversation()) : last;
    }

    private int start(Script script) {
        int start = directiveAt + 1;
        if (script.again()) {
            for (int i = start; i < turns.size(); i++) {
                Turn turn = turns.get(i);
                boolean ended = turn.role() == Turn.Role.MODEL
                        && Mark.in(turn.text()).stream().anyMatch(mark -> mark.step() >= script.steps().size());
                boolean goesOn = i + 1 < turns.size() && turns.get(i + 1).role() == Turn.Role.USER;
                start = ended && goesOn ? i + 1 : start;
            }
        }
        return start;
    }

    /// The agent's working directory in its own words, when it is there.
    Optional<String> directory() {
        for (Pattern pattern : DIRECTORY) {
            for (Turn turn : turns) {
                if (turn.role() == Turn.Role.MODEL || turn.role() == Turn.Role.TOOL) {
                    continue;
                }
                var matcher = pattern.matcher(turn.text());
                while (matcher.find()) {
                    String found = matcher.group(1).strip();
                    if (found.startsWith("/") && Files.isDirectory(Path.of(found))) {
                        return Optional.of(found);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
