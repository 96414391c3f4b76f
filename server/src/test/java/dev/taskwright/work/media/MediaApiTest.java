package dev.taskwright.work.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.ApiServer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.RawHttp;
import dev.taskwright.testkit.RawHttp.Answer;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.TestFiles;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EachDatabase
class MediaApiTest {
    private static final String PNG = "\u0089PNG\r\n\u001a\n and what follows";

    private final TestDatabase data;
    private WorkParts work;
    private ApiServer api;
    private Caller.Person owner;
    private Space workspace;
    private String token;

    MediaApiTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeWorkspace() {
        work = new WorkParts(data.db());
        api = new ApiServer(work);
        owner = work.person("owner");
        workspace = work.workspace(owner, "W");
        token = api.token(owner);
        work.newEvents();
    }

    @AfterEach
    void close() {
        api.close();
        data.close();
    }

    private Answer upload(String name, String body, String... headers) {
        return api.send("POST", "/medias/spaces/" + workspace.id() + "/upload?filename=" + name, token, body, headers);
    }

    private String uploaded(String name, String body) {
        return at(upload(name, body), "mediaId");
    }

    private static String at(Answer answer, String property) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return String.valueOf(((Map<?, ?>) ((Map<?, ?>) Json.parse(answer.body())).get("item")).get(property));
    }

    private Answer get(String path, String... headers) {
        return api.send("GET", path, token, "", headers);
    }

    @Test
    void aFileIsUploadedDescribedAndDownloaded() {
        Answer answer = upload("photo.png", PNG, "Content-Type: image/png");
        String id = at(answer, "mediaId");
        assertThat(at(answer, "fileId")).startsWith("space-files/");
        assertThat(at(answer, "kind")).isEqualTo("image");
        assertThat(at(answer, "downloadUrl")).isEqualTo("http://localhost/api/v1/medias/" + id + "/download");
        assertThat(get("/medias/" + id).body())
                .isEqualTo("{\"ok\":true,\"item\":{\"id\":\"%s\",\"space_id\":\"%s\",\"kind\":\"image\"}}"
                        .formatted(id, workspace.id()));
        Answer file = get("/medias/" + id + "/download");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("content-length")).isEqualTo("" + PNG.length());
        assertThat(file.header("content-type")).isEqualTo("image/png");
        assertThat(file.body()).contains("PNG").endsWith("what follows");
        assertThat(work.newEvents()).contains("media.added");
        assertThat(work.files.all()).hasSize(1);
    }

    @Test
    void aDownloadIsNeverAPageOfOurs() {
        Answer file = get("/medias/" + uploaded("page.html", "<html><script>alert(1)</script>") + "/download");
        assertThat(file.header("content-disposition"))
                .isEqualTo("attachment; filename=\"page.html\"; filename*=UTF-8''page.html");
        assertThat(file.header("content-type")).isEqualTo("text/html");
        assertThat(file.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(file.header("content-security-policy"))
                .startsWith("sandbox;")
                .contains("default-src 'none'");
        assertThat(file.header("cross-origin-resource-policy")).isEqualTo("same-origin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            %C3%A4%20%22b%22.txt   | attachment; filename="_ _b_.txt"; filename*=UTF-8''%C3%A4%20%22b%22.txt
            ..%2F..%2Fetc%2Fpasswd | attachment; filename="passwd"; filename*=UTF-8''passwd
            C:%5Ctemp%5Ca.txt      | attachment; filename="a.txt"; filename*=UTF-8''a.txt
            """)
    void aNameIsKeptWithoutItsPath(String sent, String disposition) {
        assertThat(get("/medias/" + uploaded(sent, "x") + "/download").header("content-disposition"))
                .isEqualTo(disposition);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%2F", "a%2F", "..", "a%00b", "a%0Ab", "a&filename=b", "%20"})
    void aNameThatIsNoneIsRefused(String name) {
        Answer answer = upload(name, "x");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("?filename: ");
        assertThat(work.files.all()).isEmpty();
    }

    @Test
    void aNameMustBeGiven() {
        Answer answer = api.send("POST", "/medias/spaces/" + workspace.id() + "/upload", token, "x");
        assertThat(answer.body()).contains("?filename: is required");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bytes=0-3   | 206 | bytes 0-3/10   | 0123
            bytes=4-    | 206 | bytes 4-9/10   | 456789
            bytes=-3    | 206 | bytes 7-9/10   | 789
            bytes=8-99  | 206 | bytes 8-9/10   | 89
            bytes=-99   | 200 |                | 0123456789
            bytes=5-4   | 200 |                | 0123456789
            bytes=0-1,3-4 | 200 |              | 0123456789
            lines=0-1   | 200 |                | 0123456789
            bytes=10-   | 416 | bytes */10     |
            bytes=-0    | 416 | bytes */10     |
            """)
    void rangesAreSent(String range, int status, String contentRange, String body) {
        Answer file = get("/medias/" + uploaded("a.txt", "0123456789") + "/download", "Range: " + range);
        assertThat(file.status()).isEqualTo(status);
        assertThat(file.header("content-range")).isEqualTo(contentRange == null ? "" : contentRange);
        assertThat(file.header("accept-ranges")).isEqualTo("bytes");
        if (body == null) {
            assertThat(file.body()).contains("\"code\":\"RANGE_NOT_SATISFIABLE\"");
            assertThat(file.header("content-disposition")).isEmpty();
        } else {
            assertThat(file.body()).isEqualTo(body);
        }
    }

    @Test
    void whatTheClientHasIsNotSentAgain() {
        String path = "/medias/" + uploaded("a.txt", "0123456789") + "/download";
        String tag = get(path).header("etag");
        assertThat(tag).isEqualTo("\"84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882\"");
        Answer again = get(path, "If-None-Match: " + tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get(path, "Range: bytes=0-1", "If-Range: \"other\"").status())
                .isEqualTo(200);
        assertThat(get(path, "Range: bytes=0-1", "If-Range: " + tag).status()).isEqualTo(206);
        assertThat(api.send("HEAD", path, token, "").header("content-length")).isEqualTo("10");
    }

    @Test
    void whatItIsCalledAndSaidToBeDoesNotDecideWhatItIs() {
        assertThat(at(upload("photo.png", "plain words", "Content-Type: image/png"), "kind"))
                .isEqualTo("document");
        assertThat(at(upload("notes.txt", PNG, "Content-Type: application/json"), "kind"))
                .isEqualTo("image");
        assertThat(at(upload("data.json", "{\"a\":", "Content-Type: application/json"), "kind"))
                .isEqualTo("document");
    }

    @Test
    void anEmptyFileIsRefused() {
        Answer answer = upload("a.txt", "");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("The body is empty");
        nothingWasLeft();
    }

    @Test
    void theLargestFileIsTakenAndAByteMoreIsNot() {
        String largest = "x".repeat((int) TestFiles.LARGEST_UPLOAD);
        assertThat(upload("a.txt", largest).status()).isEqualTo(200);
        work.newEvents();
        Answer answer = upload("a.txt", largest + "x");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"PAYLOAD_TOO_LARGE\"");
        assertThat(work.files.all()).hasSize(1);
        assertThat(work.newEvents()).isEmpty();
    }

    @Test
    void aFileOfUnknownLengthIsCutOffWhereItIsTooLarge() {
        String chunk = "%x\r\n%s\r\n".formatted(50_000, "x".repeat(50_000));
        Optional<Answer> two = chunked(chunk + chunk + "0\r\n\r\n");
        assertThat(two.orElseThrow().status()).isEqualTo(200);
        Optional<Answer> three = chunked(chunk + chunk + chunk + "0\r\n\r\n");
        assertThat(three.orElseThrow().status()).isEqualTo(413);
        assertThat(work.files.all()).hasSize(1);
    }

    private Optional<Answer> chunked(String chunks) {
        return RawHttp.send(
                api.port(),
                "POST /api/v1/medias/spaces/%s/upload?filename=a.txt HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                                .formatted(workspace.id(), token)
                        + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
    }

    @Test
    void anAbortedUploadLeavesNothing() {
        RawHttp.send(
                api.port(),
                "POST /api/v1/medias/spaces/%s/upload?filename=a.txt HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                                .formatted(workspace.id(), token)
                        + "Content-Length: 1000\r\n\r\nonly this");
        chunked("5\r\nabc");
        nothingWasLeft();
    }

    private void nothingWasLeft() {
        assertThat(work.files.all()).isEmpty();
        assertThat(get("/folders/" + workspace.id() + "/medias").body()).isEqualTo("{\"ok\":true,\"items\":[]}");
        assertThat(work.newEvents()).doesNotContain("media.added");
    }

    @Test
    void theNewestFileIsListedFirst() {
        String first = uploaded("a.txt", "a");
        work.clock.advance(Duration.ofSeconds(1));
        String second = uploaded("b.txt", "b");
        assertThat(ids("")).containsExactly(second, first);
        assertThat(ids("?limit=1&page=2")).containsExactly(first);
        assertThat(ids("?page=2")).isEmpty();
    }

    private List<String> ids(String query) {
        Map<?, ?> answer = (Map<?, ?>)
                Json.parse(get("/folders/" + workspace.id() + "/medias" + query).body());
        return ((List<?>) answer.get("items"))
                .stream().map(item -> "" + ((Map<?, ?>) item).get("id")).toList();
    }

    @Test
    void aDeletedFileIsGoneWithItsBytes() {
        String id = uploaded("a.txt", "a");
        assertThat(api.send("DELETE", "/medias/" + id, token, "").body()).isEqualTo("{\"ok\":true}");
        assertThat(api.send("DELETE", "/medias/" + id, token, "").status()).isEqualTo(404);
        assertThat(get("/medias/" + id + "/download").status()).isEqualTo(404);
        work.runJobs();
        assertThat(work.files.all()).isEmpty();
        assertThat(work.newEvents()).endsWith("media.added", "media.deleted");
    }

    @Test
    void theBytesGoWithTheirSpace() {
        uploaded("a.txt", "a");
        work.workspaces.delete(owner, workspace.id());
        work.runJobs();
        assertThat(work.files.all()).isEmpty();
    }

    @Test
    void bytesOnTheirWayAreSweptOnlyWhenTheirUploadCannotEndAnyMore() throws Exception {
        work.mediaFiles.put(work.files.spool.write(out -> out.write('a')));
        work.mediaFiles.sweep();
        assertThat(work.files.all()).hasSize(1);
        work.clock.advance(Duration.ofHours(2));
        work.mediaFiles.sweep();
        assertThat(work.files.all()).isEmpty();
    }

    @Test
    void eachRoleMayWhatItMayWithAFile() {
        Caller.Person viewer = work.member(workspace, Role.VIEWER);
        Caller.Person stranger = work.person("stranger");
        String id = uploaded("a.txt", "a");
        assertThat(api.send("GET", "/medias/" + id + "/download", api.token(viewer), "")
                        .status())
                .isEqualTo(200);
        assertThat(api.send("GET", "/medias/" + id + "/download", api.token(stranger), "")
                        .status())
                .isEqualTo(404);
        String path = "/medias/spaces/" + workspace.id() + "/upload?filename=b.txt";
        assertThat(api.send("POST", path, api.token(viewer), "b").status()).isEqualTo(403);
        assertThat(api.send("POST", path, api.token(stranger), "b").status()).isEqualTo(404);
        assertThat(work.files.all()).hasSize(1);
    }
}
