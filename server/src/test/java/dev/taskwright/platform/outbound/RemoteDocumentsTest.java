package dev.taskwright.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.testkit.Elsewhere;
import dev.taskwright.testkit.FakeClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

class RemoteDocumentsTest {
    private final FakeClock clock = new FakeClock();
    private final RemoteDocuments<String> documents = new RemoteDocuments<>(
            new Outbound(
                    new OutboundRules(true, List.of()),
                    (SSLSocketFactory) SSLSocketFactory.getDefault(),
                    HostLookup.system()),
            clock,
            bytes -> new String(bytes, StandardCharsets.UTF_8));

    @Test
    void aDocumentIsRememberedForTenMinutes() {
        try (Elsewhere other = Elsewhere.publishing("one")) {
            assertThat(documents.get(other.address("/"))).isEqualTo("one");
            clock.advance(Duration.ofMinutes(9));
            documents.get(other.address("/"));
            assertThat(other.asked()).hasSize(1);

            clock.advance(Duration.ofMinutes(1));
            documents.get(other.address("/"));
            assertThat(other.asked()).hasSize(2);
        }
    }

    @Test
    void whoMissesSomethingMayHaveItFetchedAgainButNotAtOnce() {
        try (Elsewhere other = Elsewhere.publishing("one")) {
            documents.get(other.address("/"));
            documents.fresh(other.address("/"));
            assertThat(other.asked()).hasSize(1);

            clock.advance(Duration.ofSeconds(31));
            documents.fresh(other.address("/"));
            assertThat(other.asked()).hasSize(2);
        }
    }

    @Test
    void aFailureIsRememberedToo() {
        try (Elsewhere other =
                Elsewhere.saying(out -> out.write("HTTP/1.1 500 No\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))) {
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> documents.get(other.address("/"))).isInstanceOf(OutboundRefused.class);
            }
            assertThat(other.asked()).hasSize(1);
        }
    }

    @Test
    void manyAtOnceShareOneFetch() {
        CountDownLatch go = new CountDownLatch(1);
        try (Elsewhere other = Elsewhere.saying(out -> {
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    out.write(Elsewhere.ok("one"));
                });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<String>> all = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                all.add(CompletableFuture.supplyAsync(() -> documents.get(other.address("/")), threads));
            }
            go.countDown();

            assertThat(all).allSatisfy(each -> assertThat(each.join()).isEqualTo("one"));
            assertThat(other.asked()).hasSize(1);
        }
    }
}
