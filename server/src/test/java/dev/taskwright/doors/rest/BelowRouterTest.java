package dev.taskwright.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.testkit.RawHttp;
import dev.taskwright.testkit.RawHttp.Answer;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BelowRouterTest {
    private static final String HEAD =
            "POST /api/v1/things/x/notes HTTP/1.1\\r\\nHost: h\\r\\nAuthorization: Bearer good\\r\\n";

    private LittleApi api;

    @BeforeAll
    void start() {
        api = new LittleApi();
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rubbish\\r\\n\\r\\n                                             | 400
            GET\\r\\n\\r\\n                                                 | 400
            GET /api/v1/things/x\\r\\n\\r\\n                                | 400
            GET /api/v1/things/x HTTP/1.0\\r\\nHost: h\\r\\n\\r\\n          | 400
            GET /api/v1/things/x HTTP/3.0\\r\\nHost: h\\r\\n\\r\\n          | 400
            GET /api/v1/things/x HTTP/1.1\\r\\n\\r\\n                       | 400
            GET /api/v1/things/%zz HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n        | 400
            GET /api/v1/things/% HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n          | 400
            GET /api/v1/things/\u00e9 HTTP/1.1\\r\\nHost: h\\r\\nAuthorization: Bearer good\\r\\n\\r\\n     | 400
            GET /api/v1/things/x?a=<> HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n     | 400
            GET /api/v1/things/x HTTP/1.1\\r\\nHost: h\\r\\nno colon\\r\\n\\r\\n      | 400
            GET /api/v1/things/x HTTP/1.1\\r\\nHost: h\\r\\nA B: c\\r\\n\\r\\n        | 400
            GET /api/v1/things/x HTTP/1.1\\r\\nHost: h\\r\\nHost: i\\r\\n\\r\\n       | 400
            GET /api/v1/things/x HTTP/1.1\\nHost: h\\n\\n                   | 400
            HEAD+Content-Length: x\\r\\n\\r\\n                              | 400
            HEAD+Content-Length: -1\\r\\n\\r\\n                             | 400
            HEAD+Content-Length: 5\\r\\nContent-Length: 6\\r\\n\\r\\nhello  | 400
            HEAD+Content-Length: 5\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n  | 400
            HEAD+Transfer-Encoding: gzip\\r\\n\\r\\n                        | 400
            HEAD+Transfer-Encoding: gzip, chunked\\r\\n\\r\\n0\\r\\n\\r\\n  | 400
            HEAD+Transfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\nabc\\r\\n    | 400
            HEAD+Transfer-Encoding: chunked\\r\\n\\r\\n-5\\r\\nabc\\r\\n    | 400
            HEAD+Transfer-Encoding: chunked\\r\\n\\r\\nffffffffffff\\r\\n   | 400
            HEAD+Transfer-Encoding: chunked\\r\\n\\r\\n3\\nabc\\n0\\n\\n    | 400
            HEAD+Content-Encoding: gzip\\r\\nContent-Length: 2\\r\\n\\r\\n{} | 400
            """)
    void brokenHttpIsRefusedInTheEnvelope(String request, int status) {
        String raw = request.replace("HEAD+", HEAD).replace("\\r", "\r").replace("\\n", "\n");
        Answer answer = RawHttp.send(api.port(), raw).orElseThrow();
        RestDoorTest.assertRefused(answer, status, "BAD_REQUEST");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    }

    @Test
    void aLineOrHeadersTooLongAreRefused() {
        String line = "GET /api/v1/things/" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: h\r\n\r\n";
        RestDoorTest.assertRefused(RawHttp.send(api.port(), line).orElseThrow(), 414, "URI_TOO_LONG");
        String headers = "GET /api/v1/things/x HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(100_000) + "\r\n\r\n";
        RestDoorTest.assertRefused(RawHttp.send(api.port(), headers).orElseThrow(), 400, "BAD_REQUEST");
    }

    @Test
    void aBodyThatStopsHalfwayHarmsNobody() {
        String half = HEAD.replace("\\r", "\r").replace("\\n", "\n") + "Content-Length: 100\r\n\r\n{\"lines\"";
        Optional<Answer> answer = RawHttp.send(api.port(), half);
        answer.ifPresent(it -> assertThat(it.status()).isBetween(400, 499));
    }
}
