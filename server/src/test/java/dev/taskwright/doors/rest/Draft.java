package dev.taskwright.doors.rest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An HTTP request that is being spoilt. */
final class Draft {
    String method;
    String path;
    final List<String> query = new ArrayList<>();
    final List<String> headers = new ArrayList<>();
    byte[] body = {};
    String version = "HTTP/1.1";
    /** What {@code Content-Length} says; negative to leave it out. */
    int length;
    /** Whether the message itself is broken, so that a server may close the connection without an answer. */
    boolean isBrokenMessage;

    Draft(String method, String path, byte[] body) {
        this.method = method;
        this.path = path;
        this.body = body;
        this.length = body.length;
        headers.add("Host: localhost");
        headers.add("Content-Type: application/json");
    }

    void body(byte[] spoilt) {
        body = spoilt;
        length = spoilt.length;
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(path);
        if (!query.isEmpty()) {
            head.append('?').append(String.join("&", query));
        }
        head.append(' ').append(version).append("\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (length >= 0) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        head.append("\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
