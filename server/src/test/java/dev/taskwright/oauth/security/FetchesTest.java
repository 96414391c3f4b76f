package dev.taskwright.oauth.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.outbound.HostLookup;
import dev.taskwright.platform.outbound.Outbound;
import dev.taskwright.platform.outbound.OutboundRules;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Elsewhere;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestCertificate;
import dev.taskwright.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 9700 checklist S29, for each fetch that the server makes: addresses inside, and machines that mean no good. */
class FetchesTest {
    private static final String SITE = "site.example";
    private static final TestCertificate CERTIFICATE =
            TestCertificate.selfSigned(TestCertificate.of("CN=" + SITE).dns(SITE));

    private static final List<String> ADDRESSES = List.of(
            "https://127.0.0.1:PORT/x",
            "https://127.1:PORT/x",
            "https://2130706433:PORT/x",
            "https://0x7f000001:PORT/x",
            "https://0.0.0.0:PORT/x",
            "https://localhost:PORT/x",
            "https://[::1]:PORT/x",
            "https://[::]:PORT/x",
            "https://[::ffff:127.0.0.1]:PORT/x",
            "https://[::ffff:7f00:1]:PORT/x",
            "https://[64:ff9b::7f00:1]:PORT/x",
            "https://[64:ff9b:1::7f00:1]:PORT/x",
            "https://[2002:7f00:1::]:PORT/x",
            "https://10.0.0.1/x",
            "https://172.16.0.1/x",
            "https://192.168.0.1/x",
            "https://100.64.0.1/x",
            "https://169.254.169.254/latest/meta-data/",
            "https://[fe80::1]/x",
            "https://[fd00:ec2::254]/x",
            "https://inside.example:PORT/x",
            "https://both.example:PORT/x",
            "https://rebinding.example:PORT/x");

    private final Inside inside = new Inside();
    private final AtomicInteger lookups = new AtomicInteger();

    @AfterEach
    void close() {
        inside.close();
    }

    @ParameterizedTest
    @EnumSource
    void rfc9700S29NoAddressInsideIsAsked(Fetch fetch) {
        Outbound strict = new Outbound(
                // Somebody opened the machine that a name means at first.
                new OutboundRules(false, List.of("127.9.9.9")), tls().getSocketFactory(), this::lookup);

        assertRefused(
                fetch,
                strict,
                ADDRESSES.stream()
                        .map(address -> address.replace("PORT", Integer.toString(inside.port())))
                        .toList());
        assertThat(inside.wasVisited()).isFalse();
    }

    @Test
    void theWatchNoticesWhoKnocks() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), inside.port())) {
            assertThat(socket.isConnected()).isTrue();
        }
        assertThat(inside.wasVisited()).isTrue();
    }

    private List<InetAddress> lookup(String host) throws UnknownHostException {
        return switch (host) {
            case "inside.example" -> List.of(InetAddress.getLoopbackAddress());
            case "both.example" -> List.of(InetAddress.ofLiteral("1.1.1.1"), InetAddress.getLoopbackAddress());
            case "rebinding.example" ->
                List.of(InetAddress.ofLiteral(lookups.getAndIncrement() == 0 ? "127.9.9.9" : "127.0.0.1"));
            case "0x7f000001" -> List.of();
            default -> HostLookup.system().addresses(host);
        };
    }

    /** What a machine may answer, by what it is. */
    private enum Answer {
        REDIRECT_301,
        REDIRECT_302,
        REDIRECT_307,
        REDIRECT_308,
        ENDLESS_BODY,
        ENDLESS_CHUNKS,
        ENDLESS_HEADERS,
        ENDLESS_INTERIM_ANSWERS,
        COMPRESSED_BOMB,
        COMPRESSED_TRANSFER,
        LYING_LENGTH,
        NO_HTTP,
        NOTHING;

        void speak(OutputStream out, int inside) throws IOException {
            String ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
            switch (this) {
                case REDIRECT_301, REDIRECT_302, REDIRECT_307, REDIRECT_308 -> {
                    String to = "Location: https://127.0.0.1:" + inside + "/\r\nContent-Length: 0\r\n\r\n";
                    say(out, "HTTP/1.1 " + name().substring(9) + " Elsewhere\r\n" + to);
                }
                case ENDLESS_BODY -> forever(out, ok + "\r\n{\"keys\":[", " ".repeat(4096));
                case ENDLESS_CHUNKS -> forever(out, ok + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n");
                case ENDLESS_HEADERS -> forever(out, ok, "X-More: and more\r\n");
                case ENDLESS_INTERIM_ANSWERS -> forever(out, "", "HTTP/1.1 103 Early Hints\r\n\r\n");
                case COMPRESSED_BOMB -> {
                    byte[] bomb = bomb();
                    say(out, ok + "Content-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
                    out.write(bomb);
                }
                case COMPRESSED_TRANSFER -> {
                    say(out, ok + "Transfer-Encoding: gzip\r\n\r\n");
                    out.write(bomb());
                }
                case LYING_LENGTH -> say(out, ok + "Content-Length: 9999999999\r\n\r\n{}");
                case NO_HTTP -> say(out, "SSH-2.0-OpenSSH_9.9\r\n\r\n");
                case NOTHING -> out.flush();
            }
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void forever(OutputStream out, String first, String again) throws IOException {
        say(out, first);
        byte[] bytes = again.getBytes(StandardCharsets.US_ASCII);
        while (true) {
            out.write(bytes);
        }
    }

    /** Sixteen megabytes of spaces, in sixteen kilobytes. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 16; i++) {
                zip.write(" ".repeat(1024 * 1024).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void rfc9700S29NoMachineLeadsAstrayOrFloods(Fetch fetch) {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (Elsewhere site = site(asked)) {
            assertRefused(
                    fetch,
                    toSite(),
                    Arrays.stream(Answer.values())
                            .map(answer -> "https://" + SITE + ":" + site.port() + "/" + answer)
                            .toList());
        }
        assertThat(asked)
                .as("each once and no more")
                .hasSameSizeAs(Answer.values())
                .doesNotHaveDuplicates();
        assertThat(inside.wasVisited()).isFalse();
    }

    /** Answers by the path that it is asked for. */
    private Elsewhere site(List<String> asked) {
        AtomicReference<Elsewhere> site = new AtomicReference<>();
        site.set(Elsewhere.saying(tls().getServerSocketFactory(), out -> {
            String path = site.get().asked().getLast().split(" ", -1)[1];
            asked.add(path);
            Answer.valueOf(path.substring(1)).speak(out, inside.port());
        }));
        return site.get();
    }

    /** At once, because each waits as long as it may. */
    @Test
    void rfc9700S29ADrippingAnswerEndsWithItsTime() {
        CountDownLatch over = new CountDownLatch(1);
        try (Elsewhere site = Elsewhere.saying(tls().getServerSocketFactory(), out -> drip(out, over));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String address = "https://" + SITE + ":" + site.port() + "/x";
            List<CompletableFuture<Void>> all = Arrays.stream(Fetch.values())
                    .map(fetch ->
                            CompletableFuture.runAsync(() -> assertRefused(fetch, toSite(), List.of(address)), threads))
                    .toList();
            all.forEach(CompletableFuture::join);
        } finally {
            over.countDown();
        }
    }

    private static void drip(OutputStream out, CountDownLatch over) throws IOException {
        say(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
        try {
            while (!over.await(200, TimeUnit.MILLISECONDS)) {
                say(out, " ");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Outbound toSite() {
        return new Outbound(
                new OutboundRules(false, List.of(SITE)),
                tls().getSocketFactory(),
                host -> List.of(InetAddress.getLoopbackAddress()));
    }

    private static void assertRefused(Fetch fetch, Outbound outbound, List<String> addresses) {
        try (TestDatabase data = DatabaseKind.SQLITE.fresh()) {
            WholeServer server =
                    new WholeServer(data.db(), new FakeClock(), Provider.ISSUER, outbound, fetch.options(addresses));
            User ada = server.person("ada");
            addresses.forEach(address -> assertRefused(fetch, server, ada, address));
        }
    }

    /** An address that cannot even be registered is refused earlier. */
    private static void assertRefused(Fetch fetch, WholeServer server, User ada, String address) {
        try {
            fetch.isRefused(server, ada, address);
        } catch (ProblemException unregistered) {
            assertThat(unregistered.problem()).as(address).isInstanceOf(Problem.Invalid.class);
        } catch (AssertionError accepted) {
            throw new AssertionError(address, accepted);
        }
    }

    /** Believes the site's certificate, and shows it. */
    private static SSLContext tls() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            X509Certificate[] chain = CERTIFICATE.chain().toArray(X509Certificate[]::new);
            store.setKeyEntry("site", CERTIFICATE.key(), new char[0], chain);
            store.setCertificateEntry("believed", CERTIFICATE.certificate());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
