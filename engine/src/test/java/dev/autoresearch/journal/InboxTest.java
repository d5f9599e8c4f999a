package dev.autoresearch.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
    @TempDir
    Path project;
    private Inbox inbox;

    @BeforeEach
    void anInbox() {
        inbox = new Inbox(new SessionFolder(project, "t"), () -> Samples.START);
    }

    @Test
    void messagesComeInOrderAndOnlyUntilConsumed() {
        List<String> ids = IntStream.range(0, 30).mapToObj(i -> inbox.tell("message " + i)).toList();
        assertThat(inbox.messages()).extracting(Inbox.Message::id).isEqualTo(ids);
        assertThat(inbox.messages()).extracting(Inbox.Message::text).startsWith("message 0", "message 1");
        inbox.consume(ids.getFirst());
        inbox.consume(ids.getFirst());
        assertThat(inbox.messages()).hasSize(29);
        assertThat(inbox.requests()).isEmpty();
    }

    @Test
    void messagesAreStrippedOfControlCharactersAndCapped() throws IOException {
        inbox.tell("\u001b[31mred\u001b[0m\u0007 \u202eevil\u202c\r\nline\ttab\0");
        assertThat(inbox.messages().getFirst().text()).isEqualTo("red evil\nline\ttab");
        String id = inbox.tell("ü😀".repeat(3000));
        String text = inbox.messages().getLast().text();
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(Inbox.LIMIT)
                .hasSizeGreaterThan(3000);
        assertThat(text).endsWith("…");
        Files.writeString(new SessionFolder(project, "t").inbox().resolve(id),
                "\u001b]0;title\u0007raw" + "x".repeat(99999));
        assertThat(inbox.messages().getLast().text()).startsWith("raw").hasSizeLessThanOrEqualTo(Inbox.LIMIT);
        assertThatThrownBy(() -> inbox.tell(" \u0001\n")).isInstanceOf(Refusal.class);
    }

    @Test
    void theStrongestStopWinsAndElseTheLastWord() {
        assertThat(inbox.request()).isEmpty();
        inbox.request(Inbox.Request.PAUSE);
        assertThat(inbox.request()).contains(Inbox.Request.PAUSE);
        inbox.request(Inbox.Request.RESUME);
        assertThat(inbox.request()).contains(Inbox.Request.RESUME);
        inbox.request(Inbox.Request.STOP_NOW);
        inbox.request(Inbox.Request.STOP);
        inbox.request(Inbox.Request.PAUSE);
        assertThat(inbox.request()).contains(Inbox.Request.STOP_NOW);
        inbox.dismissRequests();
        assertThat(inbox.request()).isEmpty();
    }

    @Test
    void anIdNeverLeadsOutOfTheInbox() throws IOException {
        Path precious = Files.writeString(project.resolve("precious"), "x");
        inbox.consume("../../../precious");
        assertThat(precious).exists();
    }

    @Test
    void waitingEndsWhenSomethingComes() throws Exception {
        try (var watch = inbox.watch()) {
            assertThat(watch.await(Duration.ofMillis(1))).isFalse();
            Thread teller = Thread.ofVirtual().start(() -> inbox.request(Inbox.Request.STOP));
            assertThat(watch.await(Duration.ofSeconds(30))).isTrue();
            teller.join();
            assertThat(inbox.request()).contains(Inbox.Request.STOP);
        }
    }

    @Test
    void sessionsAreListedLatestFirst() throws IOException {
        for (String tag : List.of("a", "b", "c")) {
            JournalFile.create(new SessionFolder(project, tag), JournalClock.SYSTEM, Samples.start(tag)).close();
        }
        Files.createDirectories(project.resolve(".autoresearch/worktrees/x"));
        Files.createDirectories(project.resolve(".autoresearch/torn"));
        Files.writeString(project.resolve(".autoresearch/torn/journal.jsonl"), "{\"seq\"");
        Files.setLastModifiedTime(new SessionFolder(project, "b").journal(),
                java.nio.file.attribute.FileTime.from(Samples.START.plusSeconds(99_999_999)));
        assertThat(new Sessions(project).all()).extracting(SessionFolder::tag).hasSize(3).first().isEqualTo("b");
        assertThat(new Sessions(project.resolve("nowhere")).latest()).isEmpty();
    }
}
