package dev.autoresearch.proposers.llm.model;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that tells of every sign of life.
final class Audible extends FilterInputStream {
    private final Runnable heard;

    Audible(InputStream in, Runnable heard) {
        super(in);
        this.heard = heard;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        heard.run();
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        heard.run();
        return read;
    }
}
