package dev.taskwright.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Http;
import dev.taskwright.acceptance.harness.Json;
import dev.taskwright.acceptance.harness.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Plays the requests of clients in their order, with their own headers and bodies. The command line of the contract's maker is
 * not among them: it sends nothing below {@code /api/v1}, only {@code GET /api/v2/user}.
 *
 * <p>A row is {@code METHOD path | body | status | what must be in the answer}. {@code $name} stands for something that an
 * earlier answer held; {@code name=/pointer} keeps it, {@code /pointer=text} demands it, {@code /pointer} demands that
 * there is anything. A body of {@code -} is none at all, not even a {@code Content-Type}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientRequestsTest {
    /** node-fetch under the generated tools: no header that is not needed, trailing slashes, the text "null". */
    private static final String MCP = """
            GET /workspaces | - | 200 | /ok=true w=/items/0/id
            GET /workspaces/$w/folders | - | 200 | /items/0/id=$w /items/0/name=Home
            POST /workspaces/$w/projects | {"contentType":"text/markdown","content":"# MCP\\n\\n- a\\n- b"} | 200 | /ok=true p=/item/id /item/name=MCP
            GET /projects/$p | - | 200 | /item/name=MCP
            GET /projects/$p/tasks?limit=100 | - | 200 | title=/items/0/id a=/items/1/id /items/1/text=a b=/items/2/id
            GET /projects/$p/tasks?limit=1&after=$title | - | 200 | /items/0/text=a /hasMore=true
            GET /projects/$p/tasks?before=$b | - | 200 | /items/0/text=MCP
            GET /projects/$p/blocks | - | 200 | /items/0/text=a
            POST /projects/$p/tasks/ | {"tasks":[{"contentType":"text/markdown","content":"c","taskId":"null","placement":"beforeend"}]} | 200 | c=/item/0/id /item/0/text=c
            POST /projects/$p/tasks/ | {"tasks":[{"contentType":"text/plain","content":"d","taskId":"$c","placement":"afterend"}]} | 200 | /item/0/text=d
            GET /projects/$p/tasks/$c | - | 200 | /item/text=c /item/parentId=$title
            PUT /projects/$p/tasks/$c | {"contentType":"text/markdown","content":"c2"} | 200 | /item/text=c2
            POST /projects/$p/tasks/$c/complete | - | 200 | /item/completed=true
            POST /projects/$p/tasks/$c/complete | - | 400 | /ok=false /code=BAD_REQUEST
            POST /projects/$p/tasks/$c/uncomplete | - | 200 | /item/completed=false
            PUT /projects/$p/tasks/$c/move | {"target":{"taskId":"$a","position":"beforebegin"}} | 200 | /item/id=$c
            GET /projects/$p/tasks/$c/assignees | - | 200 | /ok=true
            GET /projects/$p/members | - | 200 | h=/items/0/handle /items/0/displayName
            PUT /projects/$p/tasks/$c/assignees | {"handles":["$h"]} | 200 | /item/id=$c
            GET /projects/$p/tasks/$c/assignees | - | 200 | /items/0/handle=$h
            DELETE /projects/$p/tasks/$c/assignees/$h | - | 200 | /item/id=$c
            DELETE /projects/$p/tasks/$c/assignees/$h | - | 400 | /code=BAD_REQUEST
            GET /projects/$p/tasks/$c/date | - | 404 | /code=NOT_FOUND
            PUT /projects/$p/tasks/$c/date | {"start":{"date":"2026-05-04","time":"09:30","timezone":"Europe/Berlin"},"end":{"date":"2026-05-05"}} | 200 | /item/id=$c
            GET /projects/$p/tasks/$c/date | - | 200 | /item/start/date=2026-05-04 /item/end/date=2026-05-05
            DELETE /projects/$p/tasks/$c/date | - | 200 | /item/id=$c
            DELETE /projects/$p/tasks/$c/date | - | 400 | /message=Date~does~not~exist
            GET /projects/$p/tasks/$c/note | - | 404 | /ok=false
            PUT /projects/$p/tasks/$c/note | {"type":"text/markdown","value":"**n**"} | 200 | /item/value=**n**
            GET /projects/$p/tasks/$c/note | - | 200 | /item/type=text/markdown
            DELETE /projects/$p/tasks/$c/note | - | 200 | /ok=true
            DELETE /projects/$p/tasks/$c/note | - | 400 | /message=Note~does~not~exist
            POST /projects/$p/fields | {"data":{"type":"Select","displayName":"State","options":{"o":{"id":"o","name":"Open","rank":"a"}}}} | 200 | f=/item/id
            GET /projects/$p/fields | - | 200 | /items/0/id=$f /items/0/data/displayName=State
            PUT /projects/$p/tasks/$c/fields/$f | {"value":"o"} | 200 | /ok=true
            GET /projects/$p/tasks/$c/fields | - | 200 | /items/0/fieldId=$f /items/0/value=o
            GET /projects/$p/tasks/$c/fields/$f | - | 200 | /item/value=o
            DELETE /projects/$p/tasks/$c/fields/$f | - | 200 | /ok=true
            GET /projects/$p/shareLink | - | 200 | /ok=true
            PUT /projects/$p/shareLink | - | 200 | /item/viewUrl /item/editUrl
            POST /projects/$p/copy | {"folderId":"$w","projectTitle":"Copy"} | 200 | q=/item/id
            GET /projects/$q/tasks?limit=2 | - | 200 | /items/0/text=Copy
            POST /projects/$q/complete | - | 200 | /item/id=$q
            POST /projects/$q/restore | - | 200 | /item/id=$q
            GET /folders/$w/projects | - | 200 | /items/0/id
            GET /folders/$w/project-templates | - | 200 | /ok=true
            GET /folders/$w/medias | - | 200 | /ok=true
            GET /me/projects?limit=20&page=1 | - | 200 | /items/0/id
            DELETE /projects/$p/tasks/$c | - | 200 | /ok=true
            DELETE /projects/$p/tasks/$c | - | 404 | /code=NOT_FOUND
            GET /nope | - | 404 | /ok=false
            """;

    /** JSON content type on everything, no trailing slash, queries that the contract does not have. */
    private static final String ZAPIER = """
            GET /workspaces | | 200 | w=/items/0/id
            GET /workspaces/$w/folders | | 200 | /items/0/id=$w
            POST /projects | {"folderId":"$w","contentType":"text/plain","content":"Zap\\nfirst"} | 200 | /ok=true p=/item/id
            GET /me/projects?limit=100 | | 200 | /items/0/name
            GET /folders/$w/projects?limit=100 | | 200 | /items/0/name
            GET /projects/$p/blocks | | 200 | /items/0/text=first
            GET /projects/$p/tasks?limit=100 | | 200 | /items/0/text=Zap
            POST /projects/$p/tasks | {"tasks":[{"contentType":"text/markdown","placement":"beforeend","content":"new","taskId":null}]} | 200 | t=/item/0/id
            PUT /projects/$p/tasks/$t | {"contentType":"text/markdown","content":"newer"} | 200 | /item/text=newer
            POST /projects/$p/tasks/$t/complete | {} | 200 | /item/completed=true
            POST /projects/$p/tasks/$t/uncomplete | {} | 200 | /item/completed=false
            GET /projects/$p/members | | 200 | h=/items/0/handle
            PUT /projects/$p/tasks/$t/assignees | {"handles":["$h"]} | 200 | /ok=true
            PUT /projects/$p/tasks/$t/date | {"start":{"date":"2026-05-04","time":"09:30:00","timezone":"Etc/UTC"}} | 200 | /ok=true
            DELETE /projects/$p/tasks/$t/date | | 200 | /ok=true
            PUT /projects/$p/tasks/$t/note | {"type":"text/plain","value":"n"} | 200 | /ok=true
            POST /projects/$p/fields | {"data":{"type":"string","displayName":"Code"}} | 200 | f=/item/id
            GET /projects/$p/fields | | 200 | /items/0/data/displayName=Code
            PUT /projects/$p/tasks/$t/fields/$f | {"value":12345} | 200 | /ok=true
            PUT /projects/$p/tasks/$t/move | {"target":{"taskId":"$t","position":"afterend"}} | 400 | /ok=false
            PUT /projects/$p/shareLink | {} | 200 | /item/viewUrl
            PUT /projects/$p/template | {} | 200 | /ok=true
            GET /folders/$w/project-templates | | 200 | /items/0/id=$p
            POST /projects/from-template | {"folderId":"$w","templateId":"$p"} | 200 | q=/item/id
            POST /projects/$q/copy | {"folderId":"$w"} | 200 | /item/id
            POST /projects/$q/complete | {} | 200 | /ok=true
            POST /projects/$q/restore | {} | 200 | /ok=true
            DELETE /projects/$p/tasks/$t | | 200 | /ok=true
            """;

    /** JSON both ways, no trailing slash. */
    private static final String N8N = """
            GET /workspaces | | 200 | w=/items/0/id
            GET /me/projects | | 200 | p=/items/0/id
            GET /workspaces/$w/folders | | 200 | /items/0/name=Home
            POST /projects | {"folderId":"$w","contentType":"text/markdown","content":"# n8n"} | 200 | p=/item/id
            POST /projects/$p/tasks | {"tasks":[{"contentType":"text/markdown","content":"- [ ] do","placement":"beforeend"}]} | 200 | t=/item/0/id
            GET /projects/$p/tasks?limit=100 | | 200 | /items/1/id=$t
            POST /projects/$p/tasks/$t/complete | {} | 200 | /ok=true
            POST /projects/$p/tasks/$t/uncomplete | {} | 200 | /ok=true
            PUT /projects/$p/tasks/$t | {"contentType":"text/markdown","content":"done"} | 200 | /item/text=done
            POST /projects/$p/tasks | {"tasks":[{"contentType":"text/markdown","content":"x","placement":"beforeend"}]} | 200 | u=/item/0/id
            PUT /projects/$p/tasks/$u/move | {"target":{"taskId":"$t","position":"beforebegin"}} | 200 | /item/id=$u
            DELETE /projects/$p/tasks/$t | | 200 | /ok=true
            """;

    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");

    private TestServer server;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = TestServer.start(folder.resolve("data"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@taskade/mcp-server", "Zapier", "n8n"})
    void everyRequestOfAClientIsUnderstood(String client) {
        Map<String, String> known = new HashMap<>();
        for (String row : rows(client).lines().toList()) {
            String[] parts = row.split("\\|", 4);
            play(client, filled(parts[0].strip(), known), filled(parts[1].strip(), known), parts, known);
        }
    }

    private static String rows(String client) {
        return switch (client) {
            case "Zapier" -> ZAPIER;
            case "n8n" -> N8N;
            default -> MCP;
        };
    }

    private void play(String client, String line, String body, String[] parts, Map<String, String> known) {
        String[] words = line.split(" ", 2);
        HttpResponse<String> response = send(client, words[0], words[1], body);
        String about = client + ": " + line + " " + body + " answered " + response.statusCode() + " " + response.body();
        assertThat(response.statusCode()).as(about).isEqualTo(Integer.parseInt(parts[2].strip()));
        JsonNode json = Json.parse(response.body());
        for (String demand : List.of(parts[3].strip().split(" "))) {
            meet(about, filled(demand, known), json, known);
        }
    }

    private HttpResponse<String> send(String client, String method, String path, String body) {
        boolean isBare = body.equals("-");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url("/api/v1") + path))
                .method(
                        method,
                        isBare || body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        String bearer = client.equals("Zapier") ? "bearer " : "Bearer ";
        request.header("Authorization", bearer + server.token());
        if (!isBare) {
            request.header("Content-Type", "application/json");
        }
        if (!isBare && !client.equals("n8n")) {
            request.header("Accept", "application/json");
        }
        return Http.send(request);
    }

    private static void meet(String about, String demand, JsonNode json, Map<String, String> known) {
        String[] sides = demand.split("=", 2);
        if (sides.length == 1) {
            assertThat(json.at(sides[0]).isMissingNode())
                    .as(demand + " of " + about)
                    .isFalse();
        } else if (sides[0].startsWith("/")) {
            assertThat(json.at(sides[0]).asString()).as(about).isEqualTo(sides[1].replace('~', ' '));
        } else {
            assertThat(json.at(sides[1]).asString()).as(demand + " of " + about).isNotEmpty();
            known.put(sides[0], json.at(sides[1]).asString());
        }
    }

    private static String filled(String text, Map<String, String> known) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(known.getOrDefault(found.group(1), found.group())));
    }
}
