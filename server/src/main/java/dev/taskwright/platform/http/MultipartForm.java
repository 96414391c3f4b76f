package dev.taskwright.platform.http;

import dev.taskwright.base.ProblemException;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A form with files, posted as {@code multipart/form-data}: RFC 7578. Read whole, so only for small files. */
public final class MultipartForm {
    /** Room for the other fields and the lines around them. */
    private static final int AROUND = 64 * 1024;

    private static final int MOST_PARTS = 50;
    private static final Pattern NAME = Pattern.compile("(?i)content-disposition:[^\r\n]*[; ]name=\"([^\"\r\n]*)\"");
    private static final Pattern FILE = Pattern.compile("(?i)content-disposition:[^\r\n]*[; ]filename\\*?=");
    private static final Pattern FILE_NAME =
            Pattern.compile("(?i)content-disposition:[^\r\n]*[; ]filename=\"([^\"\r\n]*)\"");
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, String> fileNames = new HashMap<>();

    private MultipartForm() {}

    /**
     * A form whose files have at most {@code limit} bytes together.
     *
     * @throws ProblemException {@code TooLarge}; {@code Invalid} when it is no such form or is broken off
     */
    public static MultipartForm read(ServerRequest request, int limit) {
        String boundary = request.headers()
                .contentType()
                .map(HttpMediaType::parameters)
                .map(parameters -> parameters.get("boundary"))
                .filter(text -> !text.isEmpty() && text.length() <= 70)
                .orElseThrow(() -> ProblemException.invalid("", "The Content-Type must be multipart/form-data"));
        byte[] body = body(request, limit + AROUND);
        MultipartForm form = new MultipartForm();
        form.parse(body, ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1));
        return form;
    }

    /** The fields that are not files. */
    public Fields fields() {
        return Fields.of(texts);
    }

    /** @throws ProblemException {@code Invalid} at {@code name} when no file was chosen */
    public byte[] file(String name) {
        byte[] file = files.get(name);
        if (file == null || file.length == 0) {
            throw ProblemException.invalid(name, "Choose a file first");
        }
        return file;
    }

    /** What the file was called where it came from; empty when that was not said. */
    public String fileName(String name) {
        return fileNames.getOrDefault(name, "");
    }

    private static byte[] body(ServerRequest request, int limit) {
        if (!request.content().hasEntity()) {
            throw ProblemException.invalid("", "The form is empty");
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                // what is not read would be taken for the next request
                in.transferTo(OutputStream.nullOutputStream());
                throw ProblemException.tooLarge("The file is too large");
            }
            return bytes;
        } catch (IOException e) {
            throw new CloseConnectionException("the form broke off", e);
        }
    }

    private void parse(byte[] body, byte[] delimiter) {
        byte[] first = Arrays.copyOfRange(delimiter, 2, delimiter.length);
        int at = startsWith(body, first, 0) ? first.length : after(body, delimiter, 0);
        for (int parts = 0; !startsWith(body, new byte[] {'-', '-'}, at); parts++) {
            if (parts == MOST_PARTS) {
                throw ProblemException.tooLarge("The form has more than " + MOST_PARTS + " fields");
            }
            int content = after(body, BLANK_LINE, at);
            int next = after(body, delimiter, content - 2);
            part(
                    new String(body, at, content - at, StandardCharsets.UTF_8),
                    Arrays.copyOfRange(body, content, Math.max(content, next - delimiter.length)));
            at = next;
        }
    }

    private void part(String head, byte[] content) {
        Matcher name = NAME.matcher(head);
        if (!name.find()) {
            return;
        }
        if (FILE.matcher(head).find()) {
            files.putIfAbsent(name.group(1), content);
            Matcher file = FILE_NAME.matcher(head);
            fileNames.putIfAbsent(name.group(1), file.find() ? file.group(1) : "");
        } else {
            texts.computeIfAbsent(name.group(1), n -> new ArrayList<>())
                    .add(new String(content, StandardCharsets.UTF_8));
        }
    }

    /** The position behind the next {@code wanted}. */
    private static int after(byte[] body, byte[] wanted, int from) {
        for (int i = from; i <= body.length - wanted.length; i++) {
            if (startsWith(body, wanted, i)) {
                return i + wanted.length;
            }
        }
        throw ProblemException.invalid("", "The form is broken off");
    }

    private static boolean startsWith(byte[] body, byte[] wanted, int at) {
        return at + wanted.length <= body.length
                && Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length);
    }
}
