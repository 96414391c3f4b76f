package dev.taskwright.platform.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A connection from which nothing is read after a moment, TLS handshake included; a sender that drips a byte now and then
 * gains nothing by it.
 */
final class DeadlineSocket extends Socket {
    private final Deadline deadline;

    DeadlineSocket(Deadline deadline) {
        this.deadline = deadline;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        InputStream received = super.getInputStream();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                await();
                return received.read();
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                await();
                return received.read(target, from, length);
            }
        };
    }

    private void await() throws IOException {
        int left = deadline.millisLeft();
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        setSoTimeout(left);
    }
}
