package dev.autoresearch.exec;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Reads small files that the kernel makes up when they are read, as under `/proc` and `/sys`. They say that they are
/// empty, which costs the JDK's own ways to read a whole file twice the time. Thread-safe.
public final class KernelFile {
    private static final int USUAL = 2048;

    private KernelFile() {}

    /// The text of a file, empty when there is none or it cannot be read.
    public static String text(Path file) {
        byte[] start = new byte[USUAL];
        try (var in = new FileInputStream(file.toFile())) {
            int count = in.readNBytes(start, 0, USUAL);
            String text = new String(start, 0, count, StandardCharsets.ISO_8859_1);
            return count < USUAL ? text : text + new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
