package dev.taskwright.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.testkit.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AddressLimitTest {
    private final FakeClock clock = new FakeClock();
    private final AddressLimit limit = new AddressLimit(clock, 3, Duration.ofSeconds(10), "too many");

    private void take(String address, int times) {
        for (int i = 0; i < times; i++) {
            limit.take(address);
        }
    }

    private void assertRefused(String address) {
        assertThatThrownBy(() -> limit.take(address))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem())
                                .isEqualTo(new Problem.TooMany("too many", Duration.ofSeconds(10))));
    }

    @Test
    void someAreFreeAtOnceThenOneEverySoOften() {
        take("192.0.2.1", 3);
        assertRefused("192.0.2.1");
        take("192.0.2.2", 3);
        clock.advance(Duration.ofSeconds(10));
        take("192.0.2.1", 1);
        assertRefused("192.0.2.1");
        clock.advance(Duration.ofHours(1));
        take("192.0.2.1", 3);
        assertRefused("192.0.2.1");
    }

    @Test
    void theAddressesOfOneNetworkAreOneCustomer() {
        take("2001:db8::1", 2);
        take("2001:db8:0:0:ffff::2", 1);
        assertRefused("2001:db8::3");
        take("2001:db8:0:1::1", 3);
        take("not an address", 3);
        assertRefused("not an address");
    }
}
