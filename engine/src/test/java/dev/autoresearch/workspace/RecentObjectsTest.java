package dev.autoresearch.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentObjectsTest {
    @TempDir
    Path folder;

    private Scratch scratch;
    private Repository repository;
    private RecentObjects objects;

    @BeforeEach
    void open() throws IOException {
        scratch = Scratch.small(folder);
        repository = new FileRepositoryBuilder().setGitDir(scratch.root.resolve(".git").toFile()).build();
        objects = new RecentObjects(repository);
    }

    @AfterEach
    void close() {
        objects.close();
        repository.close();
    }

    @Test
    void gitReadsEveryObjectAsItsOwn() throws Exception {
        var random = new Random(1);
        for (int size : new int[]{0, 1, 100, 8_191, 8_192, 16_384, 16_385, 300_000}) {
            byte[] content = new byte[size];
            random.nextBytes(content);
            ObjectId id = insert(content);
            Path file = Files.write(folder.resolve("content"), content);
            assertThat(id.name()).as("%d bytes", size).isEqualTo(scratch.git("hash-object", file.toString()).strip());
            assertThat(scratch.git("cat-file", "-s", id.name()).strip()).isEqualTo(Integer.toString(size));
            assertThat(read(id, Constants.OBJ_BLOB)).isEqualTo(content);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(loose(id)))).isEqualTo("r--r--r--");
        }
        assertThat(scratch.git("fsck", "--strict", "--full")).doesNotContain("error", "corrupt");
        try (Stream<Path> all = Files.walk(scratch.root.resolve(".git/objects"))) {
            assertThat(all.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("tmp_"));
        }
    }

    @Test
    void whatIsThereAlreadyIsNotWrittenAgain() throws Exception {
        ObjectId id = insert("the same".getBytes(StandardCharsets.UTF_8));
        Object before = Files.getAttribute(loose(id), "unix:ino");
        assertThat(insert("the same".getBytes(StandardCharsets.UTF_8))).isEqualTo(id);
        assertThat(Files.getAttribute(loose(id), "unix:ino")).isEqualTo(before);
    }

    @Test
    void aRecentObjectIsReadWithoutTheDiskAndWrittenAgainWhenItWasPruned() throws Exception {
        byte[] content = "recent".getBytes(StandardCharsets.UTF_8);
        ObjectId id = insert(content);
        Files.delete(loose(id));
        assertThat(read(id, Constants.OBJ_BLOB)).isEqualTo(content);
        insert(content);
        assertThat(loose(id)).exists();
    }

    @Test
    void anObjectOfAnotherKindIsNotTaken() throws Exception {
        ObjectId id = insert(new byte[]{1});
        assertThatThrownBy(() -> read(id, Constants.OBJ_TREE)).isInstanceOf(IncorrectObjectTypeException.class);
    }

    private ObjectId insert(byte[] content) throws IOException {
        try (var inserter = objects.inserter()) {
            return inserter.insert(Constants.OBJ_BLOB, content);
        }
    }

    private byte[] read(ObjectId id, int type) throws IOException {
        try (var reader = objects.reader()) {
            return reader.open(id, type).getBytes(Integer.MAX_VALUE - 8);
        }
    }

    private Path loose(ObjectId id) {
        return scratch.root.resolve(".git/objects").resolve(id.name().substring(0, 2)).resolve(id.name().substring(2));
    }
}
