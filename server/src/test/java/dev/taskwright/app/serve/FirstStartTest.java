package dev.taskwright.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.wiring.House;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.config.CommandLine;
import dev.taskwright.platform.config.OptionValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {
    @TempDir
    private Path folder;

    private ServeConfig config(String email) {
        CommandLine line = CommandLine.parse(List.of("--data", folder.toString()), ServeOptions.all());
        ServeConfig usual = ServeOptions.read(new OptionValues(line, Map.of(), Map.of()));
        return new ServeConfig(
                usual.place(),
                usual.host(),
                usual.port(),
                usual.issuer(),
                usual.tls(),
                usual.certificates(),
                usual.metricsPort(),
                usual.dev(),
                new ServeConfig.FirstOwner(email, Optional.of("a lantern in the fog")),
                usual.outside(),
                usual.keys(),
                usual.registration(),
                usual.trustedProxies(),
                usual.files(),
                usual.stepUp());
    }

    @Test
    void anOwnerWhoIsRefusedStopsTheStart() {
        ServeConfig config = config("not an address");
        try (House house = House.open(config.place(), false)) {
            assertThatThrownBy(() -> new FirstStart(house, config).run())
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("e-mail address");
            assertThat(house.identity().users().list(House.OPERATOR)).isEmpty();
        }
    }

    @Test
    void ofManyAtOnceOneMakesTheOwner() throws Exception {
        ServeConfig config = config("mia@example.org");
        try (House house = House.open(config.place(), false)) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> nodes = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 4; i++) {
                    nodes.add(threads.submit(() -> {
                        start.await();
                        new FirstStart(house, config).run();
                        return null;
                    }));
                }
                start.countDown();
                for (Future<?> node : nodes) {
                    node.get();
                }
            }
            assertThat(house.identity().users().list(House.OPERATOR))
                    .extracting(User::email)
                    .containsExactly("mia@example.org");
        }
    }
}
