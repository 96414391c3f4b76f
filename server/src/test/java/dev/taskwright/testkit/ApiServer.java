package dev.taskwright.testkit;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Scope;
import dev.taskwright.doors.openapi.ReferencePages;
import dev.taskwright.doors.rest.BelowRouter;
import dev.taskwright.doors.rest.RestDoor;
import dev.taskwright.doors.rest.StepUp;
import dev.taskwright.identity.access.Gate;
import dev.taskwright.identity.personaltokens.PersonalTokenGate;
import dev.taskwright.identity.personaltokens.PersonalTokens;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.http.ClientCertificates;
import dev.taskwright.platform.http.RequestIds;
import dev.taskwright.platform.http.SecurityHeaders;
import dev.taskwright.testkit.RawHttp.Answer;
import io.helidon.webserver.WebServer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The REST API on a socket, with the operations, the gate and the doors of the server. */
public final class ApiServer implements AutoCloseable {
    private static final String ISSUER = "http://localhost";

    public final WorkParts work;
    public final PersonalTokens tokens;
    public final AnswerSchema schema;
    private final Given given = new Given();
    private final WebServer server;

    public ApiServer(WorkParts work) {
        this.work = work;
        this.tokens = new PersonalTokens(work.db, work.users, work.events, new RandomTokens(), work.clock);
        this.schema = new AnswerSchema(ReferencePages.document(work.operations, RestDoor.ROOT));
        Gate gate = new Gate(List.of(new PersonalTokenGate(work.db, work.users, work.clock), given));
        RequestIds ids = new RequestIds("test");
        SecurityHeaders security = new SecurityHeaders(false);
        this.server = WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(0)
                .shutdownHook(false)
                .directHandlers(new BelowRouter(ids, security).everywhere())
                .routing(routing -> routing.addFilter(ids)
                        .addFilter(security)
                        .register(
                                "/api",
                                new RestDoor(
                                        work.operations, gate, ISSUER, StepUp.none(), ClientCertificates.direct())))
                .build()
                .start();
    }

    public int port() {
        return server.port();
    }

    /** A personal token for the REST API that does not expire. */
    public String token(Caller.Person person) {
        return token(person, Scope.API1);
    }

    public String token(Caller.Person person, Scope scope) {
        return tokens.create(person, person.id(), "test", Set.of(scope), null).text();
    }

    public String tokenFor(Caller.Person person, Duration life) {
        return tokens.create(
                        person,
                        person.id(),
                        "test",
                        Set.of(Scope.API1),
                        work.clock.instant().plus(life))
                .text();
    }

    /** A token that stands for exactly this caller, whatever kind would bring them in. */
    public String tokenOf(Caller caller) {
        return given.token(caller);
    }

    public String revokedToken(Caller.Person person) {
        PersonalTokens.Created created = tokens.create(person, person.id(), "test", Set.of(Scope.API1), null);
        tokens.revoke(person, created.token().id());
        return created.text();
    }

    /** @param path below {@link RestDoor#ROOT}
     *  @param token empty for none
     *  @param json empty for no body
     */
    public Answer call(String method, String path, String token, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        String head =
                "%s %s%s HTTP/1.1\r\nHost: localhost\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(method, RestDoor.ROOT, path, authorization, body.length);
        return RawHttp.send(port(), head + new String(body, StandardCharsets.ISO_8859_1))
                .orElseThrow();
    }

    /** Sends bytes as they are; {@code headers} are whole lines without their ends. */
    public Answer send(String method, String path, String token, String body, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        String head = "%s %s%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%sContent-Length: %d\r\n\r\n"
                .formatted(method, RestDoor.ROOT, path, token, more, body.length());
        return RawHttp.send(port(), head + body).orElseThrow();
    }

    @Override
    public void close() {
        server.stop();
    }
}
