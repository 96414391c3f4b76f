package dev.taskwright.platform.http;

import dev.taskwright.base.ProblemException;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;

/** Reads a form that was posted as {@code application/x-www-form-urlencoded}. */
public final class FormBody {
    private static final int USUAL_LIMIT = 64 * 1024;

    private FormBody() {}

    /** A form of at most 64 KiB. */
    public static Fields read(ServerRequest request) {
        return read(request, USUAL_LIMIT);
    }

    /**
     * A form of at most {@code limit} bytes as sent; a page whose form holds a document asks for more.
     *
     * @throws ProblemException {@code Invalid} for another content type, a broken escape or broken UTF-8;
     *     {@code TooLarge} above the limit or 500 fields
     */
    public static Fields read(ServerRequest request, int limit) {
        boolean isForm = request.headers()
                .contentType()
                .map(type -> type.mediaType().text().equals(MediaTypes.APPLICATION_FORM_URLENCODED.text()))
                .orElse(!request.content().hasEntity());
        if (!isForm) {
            throw ProblemException.invalid("", "The Content-Type must be application/x-www-form-urlencoded");
        }
        if (request.headers().contentLength().orElse(0) > limit) {
            throw tooLarge(limit);
        }
        return UrlEncoded.read(bytes(request, limit), "form");
    }

    private static byte[] bytes(ServerRequest request, int limit) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw tooLarge(limit);
            }
            return bytes;
        } catch (IOException e) {
            throw new CloseConnectionException("the form broke off", e);
        }
    }

    private static ProblemException tooLarge(int limit) {
        return ProblemException.tooLarge("The form is larger than " + limit / 1024 + " KiB");
    }
}
