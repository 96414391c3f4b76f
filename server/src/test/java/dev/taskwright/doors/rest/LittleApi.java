package dev.taskwright.doors.rest;

import static dev.taskwright.platform.json.Shapes.array;
import static dev.taskwright.platform.json.Shapes.object;
import static dev.taskwright.platform.json.Shapes.required;
import static dev.taskwright.platform.json.Shapes.text;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Page;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.access.BearerTokens;
import dev.taskwright.identity.access.Credential;
import dev.taskwright.identity.access.Decision;
import dev.taskwright.identity.access.Gate;
import dev.taskwright.platform.http.ClientCertificates;
import dev.taskwright.platform.http.RequestIds;
import dev.taskwright.platform.http.SecurityHeaders;
import dev.taskwright.platform.json.Field;
import dev.taskwright.platform.json.In;
import dev.taskwright.platform.json.Shapes;
import dev.taskwright.platform.operation.Body;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.Operations;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.platform.operation.QueryParam;
import io.helidon.webserver.WebServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server with a table of operations made for the tests of this door. Tokens: {@code good} and {@code narrow}. */
final class LittleApi implements AutoCloseable {
    private static final PathParam<String> NAME = PathParam.path("name", Shapes.line(1, 20));
    private static final QueryParam<Integer> LIMIT = QueryParam.query("limit", Shapes.integer(1, 10), 3);
    private static final QueryParam<@Nullable String> AFTER = QueryParam.query("after", Shapes.line(1, 20));
    private static final Field<List<String>> LINES = required("lines", array(text(0, 10), 1, 3));
    private static final In<List<String>> NOTE = object("Note", LINES).as(o -> o.get(LINES));
    private static final Body<List<String>> BODY = Body.body(NOTE, Map.of("lines", List.of("one")));

    static final Operations TABLE = new Operations(List.of(
            Operation.get("thingGet", "/things/{name}")
                    .tag("Thing")
                    .summary("Answer the name")
                    .takes(NAME)
                    .item(Shapes.TEXT, (caller, in) -> in.get(NAME)),
            Operation.get("thingSpecial", "/things/special")
                    .tag("Thing")
                    .summary("Answer a word")
                    .item(Shapes.TEXT, (caller, in) -> "literal"),
            Operation.post("thingNote", "/things/{name}/notes/")
                    .tag("Thing")
                    .summary("Answer the lines")
                    .takes(NAME, BODY)
                    .item(Shapes.list(Shapes.TEXT), (caller, in) -> in.get(BODY)),
            Operation.get("thingNotes", "/things/{name}/notes")
                    .tag("Thing")
                    .summary("List notes")
                    .takes(NAME, LIMIT, AFTER)
                    .page(
                            Shapes.TEXT,
                            (caller, in) -> new Page<>(List.of(in.get(LIMIT) + "/" + in.get(AFTER)), true, "a&b")),
            Operation.delete("thingFail", "/things/{name}")
                    .tag("Thing")
                    .summary("Fail as told")
                    .takes(NAME)
                    .done((caller, in) -> fail(in.get(NAME)))));

    private final WebServer server;

    LittleApi() {
        RequestIds ids = new RequestIds("test");
        SecurityHeaders security = new SecurityHeaders(false);
        RestDoor door = new RestDoor(
                TABLE,
                new Gate(List.of(new TwoTokens())),
                "http://localhost",
                StepUp.none(),
                ClientCertificates.direct());
        server = WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(0)
                .shutdownHook(false)
                .directHandlers(new BelowRouter(ids, security).everywhere())
                .routing(routing -> routing.addFilter(ids).addFilter(security).register("/api", door))
                .build()
                .start();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void fail(String how) {
        switch (how) {
            case "missing" -> throw ProblemException.notFound("Thing");
            case "forbidden" -> throw ProblemException.forbidden("Not yours");
            case "conflict" -> throw ProblemException.conflict("Taken");
            case "large" -> throw ProblemException.tooLarge("Too large");
            case "often" -> throw ProblemException.tooMany("Too often", Duration.ofMillis(1500));
            case "busy" -> throw new ProblemException(new Problem.Unavailable("Busy", Duration.ZERO));
            case "bug" -> throw new IllegalStateException("a secret detail");
            default -> {}
        }
    }

    private static final class TwoTokens implements BearerTokens {
        @Override
        public boolean recognises(Credential presented) {
            return Set.of("good", "narrow").contains(presented.token());
        }

        @Override
        public Decision check(Credential presented) {
            Set<Scope> scopes = presented.token().equals("good") ? Set.of(Scope.API1) : Set.of(Scope.EMAIL);
            return new Decision.Admitted(new Caller.Person(new UserId(1), "ann", scopes, "test"));
        }
    }
}
