package dev.autoresearch.journal;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What people say to a working session: one file a message or request, made whole and in order, taken by the engine
/// between experiments. Any number of processes may write; one engine reads and consumes. Thread-safe.
public final class Inbox {
    /// Most bytes (UTF-8) of a message that are kept.
    public static final int LIMIT = 4096;

    private static final String MESSAGE = ".message";
    private static final String REQUEST = ".request";

    private final Path folder;
    private final InstantSource clock;
    private final AtomicLong lastId = new AtomicLong();

    /// The inbox of a session.
    ///
    /// @param clock orders the messages
    public Inbox(SessionFolder session, InstantSource clock) {
        this.folder = session.inbox();
        this.clock = clock;
    }

    /// What a session can be asked to do, mildest first.
    public enum Request {
        /// Go on after a pause.
        RESUME,
        /// Start no further experiment until told to go on.
        PAUSE,
        /// End after the experiment at hand.
        STOP,
        /// End now, giving up the experiment at hand.
        STOP_NOW
    }

    /// A message from the user.
    ///
    /// @param id   sorts by time; names the file
    /// @param text without control characters, at most [#LIMIT] bytes
    public record Message(String id, String text) {}

    /// A request from the user.
    ///
    /// @param id sorts by time; names the file
    public record Control(String id, Request request) {}

    /// Leaves a message for the next proposal.
    ///
    /// @return its id
    /// @throws Refusal with [Exit#CONFIGURATION] if nothing is left of the text, [Exit#STORAGE] if it cannot be written
    public String tell(String text) {
        String plain = plain(text);
        if (plain.isEmpty()) {
            throw new Refusal(Exit.CONFIGURATION, "The message is empty.", "Write it in quotes after the verb.");
        }
        return put(MESSAGE, plain);
    }

    /// Leaves a request.
    ///
    /// @return its id
    /// @throws Refusal with [Exit#STORAGE] if it cannot be written
    public String request(Request request) {
        return put(REQUEST, request.name().toLowerCase(Locale.ROOT));
    }

    /// The messages not consumed yet, oldest first.
    public List<Message> messages() {
        var messages = new ArrayList<Message>();
        for (String name : names(MESSAGE)) {
            read(name).map(Inbox::plain).ifPresent(text -> messages.add(new Message(name, text)));
        }
        return List.copyOf(messages);
    }

    /// The requests not consumed yet, oldest first. A file that is no request is left out.
    public List<Control> requests() {
        var requests = new ArrayList<Control>();
        for (String name : names(REQUEST)) {
            read(name).map(String::strip).flatMap(word -> Arrays.stream(Request.values())
                    .filter(request -> request.name().equalsIgnoreCase(word)).findFirst())
                    .ifPresent(request -> requests.add(new Control(name, request)));
        }
        return List.copyOf(requests);
    }

    /// What all requests together come to: the strongest stop if there is one, else the last word on pausing.
    public Optional<Request> request() {
        Optional<Request> wish = Optional.empty();
        for (Control control : requests()) {
            boolean stopping = wish.isPresent() && wish.get().compareTo(Request.STOP) >= 0;
            if (!stopping || control.request().compareTo(wish.get()) > 0) {
                wish = Optional.of(control.request());
            }
        }
        return wish;
    }

    /// Forgets a message or request. Doing so twice is no error.
    public void consume(String id) {
        try {
            Files.deleteIfExists(folder.resolve(name(id)));
        } catch (IOException e) {
            throw storage(e);
        }
    }

    /// Forgets all requests, as an engine does that starts anew.
    public void dismissRequests() {
        requests().forEach(control -> consume(control.id()));
    }

    /// Starts to watch for new messages and requests; what came before is not reported.
    public Watch watch() {
        try {
            Files.createDirectories(folder);
            WatchService service = folder.getFileSystem().newWatchService();
            folder.register(service, StandardWatchEventKinds.ENTRY_CREATE);
            return new Watch(service);
        } catch (IOException e) {
            throw storage(e);
        }
    }

    /// Waits for news in the inbox without asking again and again.
    public static final class Watch implements AutoCloseable {
        private final WatchService service;

        private Watch(WatchService service) {
            this.service = service;
        }

        /// Waits until something came since the watch began or the last answer, at most so long.
        ///
        /// @return whether something came
        public boolean await(Duration limit) throws InterruptedException {
            long end = System.nanoTime() + limit.toNanos();
            while (true) {
                WatchKey key = service.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (key == null) {
                    return false;
                }
                boolean news = key.pollEvents().stream().map(event -> String.valueOf(event.context()))
                        .anyMatch(name -> !name.startsWith("."));
                key.reset();
                if (news) {
                    return true;
                }
            }
        }

        @Override
        public void close() {
            try {
                service.close();
            } catch (IOException e) {
                throw storage(e);
            }
        }
    }

    private String put(String kind, String text) {
        Instant now = clock.instant();
        long nanos = Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        long order = lastId.updateAndGet(last -> Math.max(last + 1, nanos));
        String id = "%019d-%08x%s".formatted(order, ThreadLocalRandom.current().nextInt(), kind);
        try {
            AtomicFile.replace(folder.resolve(id), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw storage(e);
        }
        return id;
    }

    private List<String> names(String kind) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(kind) && !name.startsWith(".")).sorted().toList();
        } catch (IOException e) {
            throw storage(e);
        }
    }

    private Optional<String> read(String name) {
        try (var in = Files.newInputStream(folder.resolve(name))) {
            return Optional.of(new String(in.readNBytes(2 * LIMIT), StandardCharsets.UTF_8));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw storage(e);
        }
    }

    private static String plain(String text) {
        String plain = PlainText.block(text, LIMIT);
        while (plain.getBytes(StandardCharsets.UTF_8).length > LIMIT) {
            plain = PlainText.block(plain, plain.length() - Math.max(1, plain.length() / 10));
        }
        return plain;
    }

    private static String name(String id) {
        return String.valueOf(Path.of(id).getFileName());
    }

    private static Refusal storage(IOException e) {
        return new Refusal(Exit.STORAGE, "The session's inbox cannot be used: " + e,
                "Make the project folder writable and see that the disk has room.");
    }
}
