package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Writes a commented autoresearch.yaml from what the user says.
@Command(name = "init", description = "Write a commented autoresearch.yaml for this project.")
final class InitCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    InitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return 0;
    }
}
