package dev.autoresearch.setup.recipe;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where the files of one recipe are. Thread-safe.
sealed interface RecipeFolder {
    /// Files that one recipe may have.
    int MOST = 200;
    /// Bytes that one of them may have.
    int LARGEST = 2_000_000;

    /// The folder's name, which is the recipe's.
    String name();

    /// How the place is called in messages.
    String place();

    /// The files, relative to the folder with `/`, sorted.
    List<String> files();

    /// The content of one of [#files].
    byte[] bytes(String file);

    /// A folder among the resources of the program.
    ///
    /// @param files what the index lists of it
    record BuiltIn(String name, List<String> files) implements RecipeFolder {

        /// Copies the list.
        public BuiltIn {
            files = List.copyOf(files);
        }

        @Override
        public String place() {
            return "built in";
        }

        @Override
        public byte[] bytes(String file) {
            return resource(name + "/" + file);
        }

        /// The content of a resource below the recipes.
        static byte[] resource(String path) {
            try (InputStream in = BuiltIn.class.getResourceAsStream("/recipes/" + path)) {
                if (in == null) {
                    throw new IllegalStateException("the index of the recipes names what is not there: " + path);
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// A folder of the user's.
    record OnDisk(Path folder, List<String> files) implements RecipeFolder {

        /// Copies the list.
        public OnDisk {
            files = List.copyOf(files);
        }

        /// Looks into a folder; links are no part of a recipe.
        ///
        /// @throws Refusal if it cannot be read
        static OnDisk of(Path folder) {
            Path whole = folder.toAbsolutePath().normalize();
            try (Stream<Path> walk = Files.walk(whole, 8)) {
                List<String> files = walk.filter(file -> Files.isRegularFile(file) && !Files.isSymbolicLink(file))
                        .map(file -> String.join("/", Stream.iterate(0, i -> i + 1)
                                .limit(whole.relativize(file).getNameCount())
                                .map(i -> whole.relativize(file).getName(i).toString()).toList()))
                        .filter(file -> !file.startsWith(".git/")).limit(MOST + 1L).sorted().toList();
                if (files.size() > MOST) {
                    throw new Refusal(Exit.CONFIGURATION, whole + " has more than " + MOST + " files.",
                            "Name the folder of one recipe.");
                }
                return new OnDisk(whole, files);
            } catch (IOException | UncheckedIOException e) {
                throw unreadable(whole, e);
            }
        }

        @Override
        public String name() {
            return String.valueOf(folder.getFileName());
        }

        @Override
        public String place() {
            return folder.toString();
        }

        @Override
        public byte[] bytes(String file) {
            Path path = folder.resolve(file);
            try (InputStream in = Files.newInputStream(path)) {
                byte[] bytes = in.readNBytes(LARGEST + 1);
                if (bytes.length > LARGEST) {
                    throw new Refusal(Exit.CONFIGURATION, path + " is larger than " + LARGEST + " bytes.",
                            "Keep the samples of a recipe small.");
                }
                return bytes;
            } catch (IOException e) {
                throw unreadable(path, e);
            }
        }

        private static Refusal unreadable(Path path, Exception e) {
            String why = e instanceof IOException told ? Refusal.because(told) : String.valueOf(e.getMessage());
            return new Refusal(Exit.CONFIGURATION, "The recipe " + path + " cannot be read: " + why
                    + ".", "Name a folder with recipe.yaml and autoresearch.yaml.");
        }
    }
}
