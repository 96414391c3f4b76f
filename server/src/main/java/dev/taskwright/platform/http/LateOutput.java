package dev.taskwright.platform.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Passes bytes on to what is opened for the first of them, or when it is closed without any. */
final class LateOutput extends OutputStream {
    private final Supplier<OutputStream> opening;
    private @Nullable OutputStream out;

    LateOutput(Supplier<OutputStream> opening) {
        this.opening = opening;
    }

    boolean isOpen() {
        return out != null;
    }

    private OutputStream open() {
        OutputStream known = out;
        if (known != null) {
            return known;
        }
        OutputStream opened = opening.get();
        out = opened;
        return opened;
    }

    @Override
    public void write(int b) throws IOException {
        open().write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        open().write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
        if (out != null) {
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        open().close();
    }
}
