package dev.autoresearch.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Talks with a command while it runs, over its standard input and standard output.
@FunctionalInterface
public interface Talk {

    /// Runs on a thread of its own, a virtual one, from the command's start. Both streams may be used from any thread.
    ///
    /// Returning leaves the command alone: it gets its end of file, what it still writes is thrown away, and it is waited
    /// for within its limits. To end it early, request the run's [Stop].
    ///
    /// Once the whole tree is gone, the talk is given three seconds to read what is left and return; then both streams are
    /// closed under it, it is interrupted, and whatever it does after that is ignored.
    ///
    /// @param input  closing it gives the command its end of file, and so does returning; writing fails once the command
    ///               reads no more
    /// @param output ends when the command and whoever inherited it closed it, or when the tree was ended
    /// @throws IOException because the command is gone, which is expected and ignored; any other one ends the tree and
    ///                     comes out of [Executor#run] as a [java.io.UncheckedIOException], as unchecked ones do as they are
    void with(OutputStream input, InputStream output) throws IOException;
}
