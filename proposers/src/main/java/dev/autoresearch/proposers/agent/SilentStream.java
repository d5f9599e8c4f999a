package dev.autoresearch.proposers.agent;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Any program that prints text: nothing in it is an event, all of it is the answer.
final class SilentStream implements AgentStream {

    @Override
    public List<AgentEvent> read(JsonNode node) {
        return List.of();
    }

    @Override
    public boolean concerns(String line) {
        return true;
    }

    @Override
    public boolean plain() {
        return true;
    }
}
