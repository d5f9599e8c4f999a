package dev.autoresearch.proposers.scripted;

import java.util.ArrayList;
import java.util.List;

/// One part of a conversation as a request shows it.
///
/// @param text  every text in it, one a line
/// @param calls whether the model called tools in it
record Turn(Role role, String text, boolean calls) {

    /// Who speaks.
    enum Role {
        SYSTEM, USER, MODEL, TOOL
    }

    /// The turns with what the model said in several pieces made one.
    static List<Turn> joined(List<Turn> turns) {
        var out = new ArrayList<Turn>();
        for (Turn turn : turns) {
            if (turn.role == Role.MODEL && !out.isEmpty() && out.getLast().role == Role.MODEL) {
                Turn before = out.removeLast();
                out.add(new Turn(Role.MODEL, before.text + turn.text, before.calls || turn.calls));
            } else {
                out.add(turn);
            }
        }
        return out;
    }
}
