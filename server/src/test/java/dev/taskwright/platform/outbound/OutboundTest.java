package dev.taskwright.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.testkit.Elsewhere;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9700 checklist S29: what other machines may try, and what it gets them. */
class OutboundTest {
    private static final Outbound OPEN = outbound(new OutboundRules(true, List.of()), HostLookup.system());

    @Test
    void aDocumentIsFetched() {
        try (Elsewhere other = Elsewhere.publishing("{\"keys\":[]}")) {
            OutboundAnswer answer = OPEN.ask(OutboundRequest.get(other.address("/jwks?a=b")));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("{\"keys\":[]}");
            assertThat(answer.mediaType()).contains("application/json");
            assertThat(other.asked()).containsExactly("GET /jwks?a=b HTTP/1.1");
        }
    }

    @Test
    void aFormIsPosted() {
        try (Elsewhere other = Elsewhere.publishing("{}")) {
            OPEN.ask(OutboundRequest.post(other.address("/back"), Map.of("logout_token", "a.b+c")));

            assertThat(other.asked()).containsExactly("POST /back HTTP/1.1");
        }
    }

    @Test
    void chunksAreJoined() {
        assertThat(answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")
                        .text())
                .isEqualTo("abcde");
    }

    @Test
    void anAnswerWithoutLengthEndsWithTheConnection() {
        assertThat(answer("HTTP/1.0 200 OK\r\n\r\nabc").text()).isEqualTo("abc");
    }

    @Test
    void interimAnswersArePassedOver() {
        assertThat(answer("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na")
                        .text())
                .isEqualTo("a");
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (Elsewhere inside = Elsewhere.publishing("secret");
                Elsewhere other = Elsewhere.saying(out -> out.write(
                        ("HTTP/1.1 302 Found\r\nLocation: " + inside.address("/") + "\r\nContent-Length: 0\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII)))) {
            assertRefused(() -> OPEN.fetch(OutboundRequest.get(other.address("/"))), "answered with status 302");
            assertThat(inside.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://169.254.169.254/latest/meta-data/",
                "https://10.0.0.1/",
                "https://2130706433/",
                "https://0x7f.0.0.1/",
                "https://localhost/",
                "ftp://1.1.1.1/",
                "http://1.1.1.1/",
                "file:///etc/passwd",
                "https://user@1.1.1.1/",
                "mailto:ada@q.example"
            })
    void anAddressInsideIsNotAsked(String address) {
        Outbound strict = outbound(OutboundRules.strict(), HostLookup.system());

        assertThatThrownBy(() -> strict.ask(OutboundRequest.get(URI.create(address))))
                .isInstanceOf(OutboundRefused.class);
    }

    @Test
    void oneAddressInsideAmongPublicOnesIsEnoughToRefuse() {
        Outbound strict = outbound(
                OutboundRules.strict(),
                host -> List.of(InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("10.0.0.1")));

        assertRefused(() -> strict.ask(OutboundRequest.get(URI.create("https://two.example/"))), "public network");
    }

    @Test
    void theAddressThatWasCheckedIsTheOneThatIsCalled() {
        try (Elsewhere other = Elsewhere.publishing("{}")) {
            AtomicInteger lookups = new AtomicInteger();
            Outbound rebinding = outbound(new OutboundRules(true, List.of()), host -> {
                boolean first = lookups.getAndIncrement() == 0;
                return List.of(InetAddress.ofLiteral(first ? "127.0.0.1" : "10.0.0.1"));
            });

            rebinding.ask(OutboundRequest.get(URI.create("http://rebind.example:" + other.port() + "/")));

            assertThat(lookups).hasValue(1);
            assertThat(other.asked()).hasSize(1);
        }
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        try (Elsewhere other = Elsewhere.saying(out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(new byte[1024]);
            }
        })) {
            assertRefused(() -> OPEN.ask(OutboundRequest.get(other.address("/"))), "answered more than 65536 bytes");
        }
    }

    @Test
    void endlessHeadersAreCutOff() {
        try (Elsewhere other = Elsewhere.saying(out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write("x: y\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        })) {
            assertRefused(() -> OPEN.ask(OutboundRequest.get(other.address("/"))), "answered too many header lines");
        }
    }

    @Test
    void aDrippingAnswerEndsWithItsTime() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        try (Elsewhere other = Elsewhere.saying(out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            try {
                while (!over.await(20, TimeUnit.MILLISECONDS)) {
                    out.write('.');
                    out.flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            OutboundRequest soon =
                    new OutboundRequest(other.address("/"), null, "*/*", 1024 * 1024, Duration.ofMillis(300));
            assertRefused(() -> OPEN.ask(soon), "did not answer within");
        } finally {
            over.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/2 200\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\na",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 103 A\r\n\r\nHTTP/1.1 103 A\r\n\r\nHTTP/1.1 103 A\r\n\r\n"
            })
    void aBrokenAnswerIsRefused(String bytes) {
        assertThatThrownBy(() -> answer(bytes)).isInstanceOf(OutboundRefused.class);
    }

    @Test
    void whoDoesNotListenCannotBeReached() throws IOException {
        // Bound and deaf, so that no other test can come to listen at this port meanwhile.
        try (Socket deaf = new Socket()) {
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI address = URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/");

            assertRefused(() -> OPEN.ask(OutboundRequest.get(address)), "cannot be reached");
        }
    }

    private static OutboundAnswer answer(String bytes) {
        try (Elsewhere other = Elsewhere.saying(out -> out.write(bytes.getBytes(StandardCharsets.ISO_8859_1)))) {
            return OPEN.ask(OutboundRequest.get(other.address("/")));
        }
    }

    private static void assertRefused(Runnable call, String why) {
        assertThatThrownBy(call::run).isInstanceOf(OutboundRefused.class).hasMessageContaining(why);
    }

    private static Outbound outbound(OutboundRules rules, HostLookup lookup) {
        return new Outbound(rules, (SSLSocketFactory) SSLSocketFactory.getDefault(), lookup);
    }
}
