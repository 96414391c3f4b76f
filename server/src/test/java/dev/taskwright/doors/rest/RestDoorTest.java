package dev.taskwright.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.RawHttp;
import dev.taskwright.testkit.RawHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestDoorTest {
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
    @ValueSource(strings = {"/api/v1/things/x", "/api/v1/things/x/", "/api/v1/things/x?unknown=1&limit=zero"})
    void bothSlashFormsAndUnknownQueryParametersAreAnswered(String path) {
        assertAnswer(get(path), 200, "{\"ok\":true,\"item\":\"x\"}");
    }

    @Test
    void aSegmentSpelledOutWinsOverAParameter() {
        assertAnswer(get("/api/v1/things/special"), 200, "{\"ok\":true,\"item\":\"literal\"}");
        assertThat(request("DELETE", "/api/v1/things/special", "").status()).isEqualTo(200);
    }

    @Test
    void anEncodedSlashStaysInItsSegment() {
        assertAnswer(get("/api/v1/things/a%2Fb%C3%A9"), 200, "{\"ok\":true,\"item\":\"a/bé\"}");
    }

    @Test
    void headIsGetWithoutBody() {
        Answer head = request("HEAD", "/api/v1/things/x", "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-length")).isEqualTo("" + "{\"ok\":true,\"item\":\"x\"}".length());
        assertThat(head.body()).isEmpty();
    }

    @Test
    void optionsSaysWhatThereIs() {
        Answer options = request("OPTIONS", "/api/v1/things/x/notes", "");
        assertAnswer(options, 200, "{\"ok\":true}");
        assertThat(options.header("allow")).isEqualTo("GET, POST, HEAD, OPTIONS");
    }

    @Test
    void aListHasALinkToWhatFollows() {
        Answer page = get("/api/v1/things/x/notes?limit=2&before=&after=z");
        assertThat(page.body()).contains("\"items\":[\"2/z\"],\"hasMore\":true,\"nextCursor\":\"a&b\"");
        assertThat(page.header("link")).isEqualTo("</api/v1/things/x/notes?limit=2&after=a%26b>; rel=\"next\"");
    }

    @Test
    void theLinkGoesOnInTheDirectionOfTheCaller() {
        assertThat(get("/api/v1/things/x/notes?before=q&limit=2").header("link"))
                .isEqualTo("</api/v1/things/x/notes?limit=2&before=a%26b>; rel=\"next\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            missing   | 404 | NOT_FOUND             | Thing not found
            forbidden | 403 | FORBIDDEN             | Not yours
            conflict  | 409 | CONFLICT              | Taken
            large     | 413 | PAYLOAD_TOO_LARGE     | Too large
            often     | 429 | TOO_MANY_REQUESTS     | Too often
            busy      | 503 | SERVICE_UNAVAILABLE   | Busy
            bug       | 500 | INTERNAL_SERVER_ERROR | The server failed; the request's id is test-
            """)
    void everyProblemIsAnEnvelope(String how, int status, String code, String message) {
        Answer answer = request("DELETE", "/api/v1/things/" + how, "");
        assertRefused(answer, status, code);
        assertThat(answer.body()).contains(message).doesNotContain("secret");
        assertThat(answer.header("retry-after"))
                .isEqualTo(
                        switch (how) {
                            case "often" -> "2";
                            case "busy" -> "1";
                            default -> "";
                        });
        assertThat(answer.header("x-should-retry")).isEqualTo(how.equals("conflict") ? "false" : "");
    }

    @Test
    void withoutTokenTheChallengeNamesNoError() {
        Answer answer = RawHttp.send(api.port(), "GET /api/v1/things/x HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .orElseThrow();
        assertRefused(answer, 401, "UNAUTHORIZED");
        assertThat(answer.header("www-authenticate"))
                .startsWith("Bearer realm=")
                .doesNotContain("error=");
    }

    @Test
    void aStrangeTokenIsInvalidAndANarrowOneInsufficient() {
        Answer strange = send("GET", "/api/v1/things/x", "Authorization: Bearer other\r\n", "");
        assertRefused(strange, 401, "UNAUTHORIZED");
        assertThat(strange.header("www-authenticate")).contains("error=\"invalid_token\"");
        Answer narrow = send("GET", "/api/v1/things/x", "Authorization: Bearer narrow\r\n", "");
        assertRefused(narrow, 403, "FORBIDDEN");
        assertThat(narrow.header("www-authenticate")).contains("error=\"insufficient_scope\"", "scope=\"api1\"");
    }

    @Test
    void whoComesBeforeWhere() {
        assertRefused(send("GET", "/api/v1/nowhere", "", ""), 401, "UNAUTHORIZED");
        assertRefused(get("/api/v1/nowhere"), 404, "NOT_FOUND");
        assertRefused(get("/api/nowhere"), 404, "NOT_FOUND");
        assertRefused(get("/api"), 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "TRACE", "BREW"})
    void anotherMethodIsNotAllowed(String method) {
        Answer answer = request(method, "/api/v1/things/x", "");
        assertRefused(answer, 405, "METHOD_NOT_ALLOWED");
        assertThat(answer.header("allow")).isEqualTo("GET, DELETE, HEAD, OPTIONS");
    }

    @Test
    void aBodyIsReadWhateverItsTypeIsCalled() {
        String note = "{\"lines\":[\"a\",\"b\"]}";
        String expected = "{\"ok\":true,\"item\":[\"a\",\"b\"]}";
        assertAnswer(request("POST", "/api/v1/things/x/notes", note), 200, expected);
        for (String type : new String[] {"application/json", "text/plain", "application/x-www-form-urlencoded", "?"}) {
            String headers = "Authorization: bearer good\r\nContent-Type: " + type + "\r\n";
            assertAnswer(send("POST", "/api/v1/things/x/notes", headers, note), 200, expected);
        }
        String multipart = "Authorization: Bearer good\r\nContent-Type: multipart/form-data; boundary=x\r\n";
        assertRefused(send("POST", "/api/v1/things/x/notes", multipart, note), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "not json at all"})
    void aBodyThatIsNotAskedForIsIgnored(String body) {
        String headers = "Authorization: Bearer good\r\nContent-Type: application/json\r\n";
        assertThat(send("DELETE", "/api/v1/things/x", headers, body).status()).isEqualTo(200);
        assertThat(send("GET", "/api/v1/things/x", headers, body).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                    | The JSON must not be empty
            {                                     | The JSON is not valid
            []                                    | The JSON must be an object
            {"lines":["a",7]}                     | /lines/1: must be a string
            {"lines":["a","b","c","d"]}           | /lines/3: is one too many
            {"lines":["12345678901"]}             | /lines/0: must have at most 10 characters
            """)
    void badInputIsNamedWithItsPlace(String body, String message) {
        Answer answer = request("POST", "/api/v1/things/x/notes", body);
        assertRefused(answer, 400, "BAD_REQUEST");
        assertThat(answer.body()).contains(message);
    }

    @Test
    void badParametersAreNamed() {
        assertThat(get("/api/v1/things/x/notes?limit=0").body()).contains("?limit: must be between 1 and 10");
        assertThat(get("/api/v1/things/x/notes?limit=1&limit=2").body()).contains("?limit: must be given once");
        assertThat(get("/api/v1/things/" + "x".repeat(21)).body()).contains("{name}: must have at most 20");
        assertThat(get("/api/v1/things/%07").body()).contains("{name}: must not contain the control character");
        assertRefused(get("/api/v1/things/%ff"), 400, "BAD_REQUEST");
        assertRefused(get("/api/v1/things/x/notes?limit=%zz"), 400, "BAD_REQUEST");
    }

    @Test
    void strictHandlingRefusesUnknownProperties() {
        String note = "{\"lines\":[],\"colour\":1}".replace("[]", "[\"a\"]");
        assertThat(request("POST", "/api/v1/things/x/notes", note).status()).isEqualTo(200);
        String strict = "Authorization: Bearer good\r\nPrefer: respond-async, handling=strict\r\n";
        Answer answer = send("POST", "/api/v1/things/x/notes", strict, note);
        assertRefused(answer, 400, "BAD_REQUEST");
        assertThat(answer.body()).contains("/colour: ");
    }

    @Test
    void aBodyAboveFourMebibytesIsTooLarge() {
        String large = "{\"lines\":[\"" + "x".repeat(4 * 1024 * 1024) + "\"]}";
        assertRefused(request("POST", "/api/v1/things/x/notes", large), 413, "PAYLOAD_TOO_LARGE");
        String chunk = Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n";
        List<String> head = List.of(
                "POST /api/v1/things/x/notes HTTP/1.1",
                "Host: localhost",
                "Authorization: Bearer good",
                "Transfer-Encoding: chunked",
                "",
                chunk);
        assertRefused(RawHttp.send(api.port(), String.join("\r\n", head)).orElseThrow(), 413, "PAYLOAD_TOO_LARGE");
    }

    private Answer get(String path) {
        return request("GET", path, "");
    }

    private Answer request(String method, String path, String body) {
        return send(method, path, "Authorization: Bearer good\r\n", body);
    }

    private Answer send(String method, String path, String headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: "
                + bytes.length + "\r\n\r\n";
        return RawHttp.send(api.port(), head + new String(bytes, StandardCharsets.ISO_8859_1))
                .orElseThrow();
    }

    private static void assertAnswer(Answer answer, int status, String body) {
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.header("x-request-id")).startsWith("test-");
    }

    static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("x-request-id")).startsWith("test-");
        assertThat(Json.parse(answer.body()))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("ok", "message", "code", "statusMessage")
                .containsAllEntriesOf(Map.of("ok", false, "code", code));
    }
}
