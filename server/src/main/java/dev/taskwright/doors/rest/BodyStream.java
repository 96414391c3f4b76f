package dev.taskwright.doors.rest;

import dev.taskwright.base.ProblemException;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A request's body as it comes: no longer than is allowed, and whole. It is left open: the server reads on to the next
 * request, or closes the connection.
 */
final class BodyStream extends FilterInputStream {
    private final long promised;
    private final long limit;
    private long seen;

    /** @param promised what {@code Content-Length} says; -1 when it says nothing */
    BodyStream(InputStream in, long promised, long limit) {
        super(in);
        this.promised = promised;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = readSome(bytes, from, length);
        if (read < 0 && promised > seen) {
            throw ProblemException.invalid("", "The body ended early");
        }
        seen += Math.max(read, 0);
        if (seen > limit) {
            throw ProblemException.tooLarge("The body is larger than " + limit + " bytes");
        }
        return read;
    }

    /** What is not framed as its headers say surfaces as whatever exception the server's parser stumbled into. */
    private int readSome(byte[] bytes, int from, int length) throws IOException {
        try {
            return in.read(bytes, from, length);
        } catch (CloseConnectionException | RequestException | UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            throw ProblemException.invalid("", "The body is not framed as the headers say");
        }
    }

    @Override
    public void close() {}
}
