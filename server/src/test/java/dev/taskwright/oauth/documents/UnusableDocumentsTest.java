package dev.taskwright.oauth.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.testkit.AppSite;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Documents that are slow, large, redirecting, of a wrong type, or of somebody else: the person reads one sentence, the token
 * endpoint says {@code invalid_client}, and nothing is stored.
 */
class UnusableDocumentsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db()).development();
    private final Browser person = provider.browserOf(provider.people.add("ada"));
    private final AppSite site = AppSite.open();

    @AfterEach
    void close() {
        site.close();
        data.close();
    }

    static Stream<Arguments> answers() {
        String redirect = "Location: https://app.example/app.json\r\nContent-Length: 0\r\n\r\n";
        return Stream.of(
                Arguments.of("could be fetched", "HTTP/1.1 301 Moved\r\n" + redirect),
                Arguments.of("could be fetched", "HTTP/1.1 302 Found\r\n" + redirect),
                Arguments.of("could be fetched", "HTTP/1.1 307 Temporary\r\n" + redirect),
                Arguments.of("could be fetched", "HTTP/1.1 308 Permanent\r\n" + redirect),
                Arguments.of("could be fetched", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of("could be fetched", "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of("could be fetched", "HTTP/1.1 204 Nothing\r\n\r\n"),
                Arguments.of("could be fetched", ""),
                Arguments.of("could be fetched", OK + "Content-Length: 5121\r\n\r\n" + "{}".repeat(3_000)),
                Arguments.of("could be fetched", OK + "Transfer-Encoding: chunked\r\n\r\n1401\r\n{"),
                Arguments.of("could be fetched", OK + "\r\n{" + " ".repeat(6_000)),
                Arguments.of("could be fetched", OK + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of("Content-Type", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of(
                        "Content-Type", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of(
                        "Content-Type", "HTTP/1.1 200 OK\r\nContent-Type: text/json\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of("JSON object", OK + "Content-Length: 2\r\n\r\n[]"),
                Arguments.of("cannot be used", OK + "Content-Length: 1\r\n\r\n{"),
                Arguments.of("client_id in the document", OK + "Content-Length: 2\r\n\r\n{}"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void section51AnAnswerThatIsNoDocumentEndsTheRequest(String why, String answer) {
        site.answers(answer);

        assertUnusable(why);
    }

    static Stream<Arguments> members() {
        return Stream.of(
                Arguments.of("client_id", "https://app.example/app.json"),
                Arguments.of("client_id", List.of()),
                Arguments.of("client_name", null),
                Arguments.of("client_name", " "),
                Arguments.of("client_name", "a\u202eb"),
                Arguments.of("redirect_uris", null),
                Arguments.of("redirect_uris", List.of("http://app.example/cb")),
                Arguments.of("redirect_uris", "https://app.example/cb"),
                Arguments.of("token_endpoint_auth_method", "client_secret_basic"),
                Arguments.of("token_endpoint_auth_method", "client_secret_post"),
                Arguments.of("token_endpoint_auth_method", "client_secret_jwt"),
                Arguments.of("token_endpoint_auth_method", "private_key_jwt"),
                Arguments.of("token_endpoint_auth_method", "magic"),
                Arguments.of("client_secret", "s3cret"),
                Arguments.of("client_secret_expires_at", 0),
                Arguments.of("grant_types", List.of("client_credentials")),
                Arguments.of("grant_types", List.of("password")),
                Arguments.of("grant_types", List.of("refresh_token")),
                Arguments.of("sector_identifier_uri", "https://app.example/sector.json"),
                Arguments.of("jwks_uri", "http://10.0.0.1/keys"),
                Arguments.of(
                        "jwks",
                        Map.of("keys", List.of(Map.of("kty", "oct", "k", "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0")))));
    }

    @ParameterizedTest
    @MethodSource("members")
    void section4WhatADocumentMustNotSay(String member, Object value) {
        site.says(member, value);

        assertUnusable(
                member.equals("token_endpoint_auth_method") && "private_key_jwt".equals(value) ? "jwks" : member);
    }

    private void assertUnusable(String why) {
        Visitor visitor = new Visitor(site.id(), person);
        Shown shown = visitor.ask();
        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.header("Content-Type")).startsWith("text/plain");
        assertThat(shown.location()).isEmpty();
        assertThat(shown.body()).startsWith("client_id ").contains(why).doesNotContain(":" + site.port());

        Shown token = visitor.redeem("code");
        assertThat(token.status()).isEqualTo(401);
        assertThat(Visitor.json(token).get("error")).isEqualTo("invalid_client");
        assertThat(provider.clients.find(site.id())).isEmpty();
        assertThat(provider.db.read(provider.clients::all)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example",
                "https://user@app.example/app.json",
                "https://app.example/app.json#top",
                "https://app.example/a/../app.json",
                "https://app.example/a/./app.json",
                "https://app.example/a/%2e%2e/app.json",
                "https://app.example/a/..",
                "https://app.example:0/app.json",
                "https://app.example:65536/app.json",
                "https:///app.json",
                "https://a_b/app.json",
                "https://app.example/a b",
                "http://app.example/app.json",
                "http://10.0.0.1/app.json",
                "https://[::1/app.json"
            })
    void section3AnAddressThatIsNoClientIdIsNotFetched(String id) {
        Shown shown = new Visitor(id, person).ask();

        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.body()).startsWith("client_id ").doesNotContain("fetched");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://App.Example/app.json",
                "https://app.example:8443/",
                "https://app.example/a?b=..",
                "https://[2606:4700::1]/x"
            })
    void section3OtherAddressesAre(String id) {
        assertThat(DocumentAddress.of(id, false))
                .map(DocumentAddress::clientId)
                .hasValueSatisfying(same -> assertThat(same.value()).isEqualTo(id));
    }

    @Test
    void section86ThisMachineIsAskedInDevelopmentOnly() {
        Provider strict = new Provider(data.db());
        Shown shown = new Visitor(site.id(), strict.browser()).ask();

        assertThat(shown.status()).isEqualTo(400);
        assertThat(site.asked()).isZero();
    }

    @Test
    void aSlowDocumentKeepsNobodyWaitingForLong() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        FetchLimits limits = new FetchLimits(provider.clock);
        CountDownLatch busy = new CountDownLatch(16);
        for (int i = 0; i < 16; i++) {
            Thread.ofVirtual()
                    .start(() -> limits.within(() -> {
                        busy.countDown();
                        return awaited(over);
                    }));
        }
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> limits.within(() -> true)))
                .hasMessageContaining("too many documents");
        over.countDown();
    }

    private static boolean awaited(CountDownLatch over) {
        try {
            return over.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
