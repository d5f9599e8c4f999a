package dev.autoresearch.proposers.agent;

import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposers.brief.BriefPrompt;

/// What is said to a program. Thread-safe.
interface Conversations {

    /// As a compiled brief.
    Conversations USUAL = new Conversations() {
        @Override
        public String whole(Brief brief) {
            return BriefPrompt.of(brief).whole();
        }

        @Override
        public String setback(Brief brief) {
            return BriefPrompt.setback(brief);
        }
    };

    /// The prompt for somebody who knows nothing yet.
    String whole(Brief brief);

    /// The prompt for somebody in whose conversation the brief's setback happened.
    String setback(Brief brief);
}
