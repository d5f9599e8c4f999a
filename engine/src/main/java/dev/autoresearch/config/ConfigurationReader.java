package dev.autoresearch.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads `autoresearch.yaml` into a [Configuration]. Everything that is wrong with the file is told at once, each with
/// line, key, what was expected and a suggestion; nothing is guessed beyond what the documentation says. Thread-safe.
public final class ConfigurationReader {
    /// The names looked for, the first one first.
    public static final List<String> FILE_NAMES = List.of("autoresearch.yaml", "autoresearch.yml");

    /// The largest file that is read, in bytes.
    public static final int LARGEST = 1_000_000;

    private ConfigurationReader() {}

    /// The configuration file that counts for `start`: in this folder or the nearest one above it that has one, looking
    /// no further than the folder with `.git`.
    public static Optional<Path> find(Path start) {
        for (Path folder = start.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            for (String name : FILE_NAMES) {
                Path file = folder.resolve(name);
                if (Files.isRegularFile(file)) {
                    return Optional.of(file);
                }
            }
            if (Files.exists(folder.resolve(".git"))) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// Reads a file.
    ///
    /// @throws Refusal with [Exit#CONFIGURATION] and one detail a finding, if the file cannot be read or used
    public static Configuration read(Path file) {
        return parse(text(file), file.toString());
    }

    /// The text of a configuration file, checked to be UTF-8 and of a sensible size.
    ///
    /// @throws Refusal with [Exit#CONFIGURATION] if it cannot be read
    public static String text(Path file) {
        String next = "Check the file's name and content, or run `autoresearch init` to write a new one.";
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new Refusal(Exit.CONFIGURATION,
                        file + " is larger than " + LARGEST + " bytes and cannot be a configuration.", next);
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(Exit.CONFIGURATION, file + " is not UTF-8 text.", "Save " + file + " as UTF-8.");
        } catch (NoSuchFileException e) {
            throw new Refusal(Exit.CONFIGURATION, file + " does not exist.", "Run `autoresearch init` to write one.");
        } catch (IOException e) {
            throw new Refusal(Exit.CONFIGURATION, file + " cannot be read: " + e.getMessage(), next);
        }
    }

    /// Reads a text.
    ///
    /// @param fileName how the text's origin is called in messages
    /// @throws Refusal with [Exit#CONFIGURATION] and one detail a finding, if the text cannot be used
    public static Configuration parse(String text, String fileName) {
        var findings = new Findings(fileName);
        var builder = new ConfigurationBuilder();
        YamlText.root(text, findings).ifPresent(
                root -> new RootReader(YamlSection.of(YamlKeys.ROOT, "", root, findings), findings, builder).read());
        if (!findings.isEmpty()) {
            throw findings.refusal();
        }
        return builder.build();
    }
}
