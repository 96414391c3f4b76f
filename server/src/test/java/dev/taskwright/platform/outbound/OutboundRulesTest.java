package dev.taskwright.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9700 checklist S29: which addresses are nobody's business. */
class OutboundRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.8.8.8",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void whatIsNotPublicIsNotAsked(String address) {
        assertThat(OutboundRules.strict().mayAsk("some.example", InetAddress.ofLiteral(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "2606:4700:4700::1111",
                "2a00::1"
            })
    void whatIsPublicIs(String address) {
        assertThat(OutboundRules.strict().mayAsk("some.example", InetAddress.ofLiteral(address)))
                .isTrue();
    }

    @Test
    void theOperatorOpensRangesAddressesAndHosts() {
        OutboundRules rules = new OutboundRules(false, List.of("10.1.0.0/16", "192.168.7.7", "Internal.example"));

        assertThat(rules.mayAsk("a.example", InetAddress.ofLiteral("10.1.255.255")))
                .isTrue();
        assertThat(rules.mayAsk("a.example", InetAddress.ofLiteral("10.2.0.1"))).isFalse();
        assertThat(rules.mayAsk("a.example", InetAddress.ofLiteral("192.168.7.7")))
                .isTrue();
        assertThat(rules.mayAsk("a.example", InetAddress.ofLiteral("192.168.7.8")))
                .isFalse();
        assertThat(rules.mayAsk("internal.example", InetAddress.ofLiteral("10.9.9.9")))
                .isTrue();
        assertThat(rules.mayAsk("127.0.0.1", InetAddress.ofLiteral("127.0.0.1")))
                .isFalse();
    }

    @Test
    void loopbackIsOnlyForDevelopment() {
        OutboundRules rules = new OutboundRules(true, List.of());

        assertThat(rules.mayAsk("localhost", InetAddress.ofLiteral("127.0.0.1")))
                .isTrue();
        assertThat(rules.mayAsk("localhost", InetAddress.ofLiteral("::1"))).isTrue();
        assertThat(rules.mayAsk("localhost", InetAddress.ofLiteral("10.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "/8", "host/8", "a b", "", "https://a.example"})
    void aRuleThatMeansNothingIsRefused(String rule) {
        assertThatThrownBy(() -> new OutboundRules(false, List.of(rule))).isInstanceOf(IllegalArgumentException.class);
    }
}
