package dev.taskwright.oauth.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.decisions.Decision;
import dev.taskwright.oauth.decisions.Decision.Answer;
import dev.taskwright.oauth.decisions.Decision.State;
import dev.taskwright.oauth.decisions.Decisions;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sections are of RFC 8628. */
@EachDatabase
class DevicesTest {
    private static final String HERE = "192.0.2.1";
    private static final ScopeSet SCOPES = ScopeSet.stored("openid api1");

    private final TestDatabase data;
    private final Provider provider;
    private final Devices devices;
    private final Decisions decisions;
    private final User ada;
    private final User bob;
    private final Client client;

    DevicesTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        devices = provider.devices;
        decisions = provider.decisions;
        ada = provider.people.add("ada");
        bob = provider.people.add("bob");
        client = provider.device(ada);
    }

    @AfterEach
    void close() {
        data.close();
    }

    private StartedDevice started() {
        return devices.start(client, SCOPES, HERE);
    }

    private Optional<DeviceAuthorization> seen(User person, StartedDevice device) {
        return devices.find(person.id(), HERE, device.userCode().toString());
    }

    private boolean decide(User person, StartedDevice device, boolean isAllowed) {
        return devices.decide(seen(person, device).orElseThrow(), answer(person), isAllowed);
    }

    private Answer answer(User person) {
        return new Answer(person.id(), new Authentication(provider.clock.instant(), Set.of("pwd")));
    }

    private String polled(StartedDevice device) {
        try {
            return decisions
                    .poll(client, "device_code", device.deviceCode())
                    .state()
                    .word();
        } catch (OAuthException e) {
            return e.error().code();
        }
    }

    private boolean redeemed(StartedDevice device) {
        Decision allowed = decisions.poll(client, "device_code", device.deviceCode());
        return provider.db.write(tx -> decisions.redeem(tx, allowed));
    }

    @Test
    void section32EveryDeviceGetsCodesOfItsOwn() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            StartedDevice device = started();
            assertThat(device.deviceCode()).hasSize(43);
            assertThat(device.expiresIn()).isEqualTo(Duration.ofMinutes(10));
            assertThat(device.interval()).isEqualTo(5);
            codes.add(device.deviceCode());
            codes.add(device.userCode().letters());
        }
        assertThat(codes).hasSize(100);
    }

    /** Draws the same user code again and again; device codes differ. */
    private static final class Repetitive extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private int draws;

        @Override
        public void nextBytes(byte[] bytes) {
            draws++;
            Arrays.fill(bytes, (byte) (bytes.length == 32 ? draws : draws / 5));
        }
    }

    @Test
    void section61NoTwoLivingDevicesShowTheSameCode() {
        Devices repetitive = new Devices(
                provider.db,
                new RandomTokens(new Repetitive()),
                provider.clock,
                provider.decisions,
                new EventLog(provider.clock));
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            codes.add(repetitive.start(client, SCOPES, HERE).userCode().letters());
        }
        assertThat(codes).hasSize(4);
    }

    @Test
    void section33WhatThePersonSeesIsWhatTheDeviceAskedFor() {
        StartedDevice device = started();

        DeviceAuthorization shown = seen(ada, device).orElseThrow();
        Decision seen = shown.decision();

        assertThat(seen.client()).isEqualTo(client.id());
        assertThat(seen.scopes()).isEqualTo(SCOPES);
        assertThat(shown.address()).isEqualTo(HERE);
        assertThat(seen.askedAt()).isEqualTo(provider.clock.instant());
        assertThat(seen.state()).isEqualTo(State.WAITING);
        assertThat(seen.digest()).isNotEqualTo(device.deviceCode());
    }

    @Test
    void section33TheFirstAnswerCountsAndOnlyItsPersonSeesIt() {
        StartedDevice device = started();

        assertThat(decide(ada, device, true)).isTrue();

        assertThat(decide(ada, device, false)).isFalse();
        assertThat(seen(ada, device).orElseThrow().decision().answer()).isEqualTo(answer(ada));
        assertThat(seen(bob, device)).isEmpty();
        assertThat(provider.consents.covers(ada.id(), client.id(), SCOPES)).isTrue();
        assertThat(provider.events()).endsWith("consent.given", "device.allowed");
        assertThat(polled(device)).isEqualTo("allowed");
    }

    @Test
    void aNoAllowsNothing() {
        StartedDevice device = started();

        assertThat(decide(bob, device, false)).isTrue();

        assertThat(polled(device)).isEqualTo("access_denied");
        assertThat(provider.consents.of(bob.id())).isEmpty();
        assertThat(provider.events()).endsWith("device.denied").doesNotContain("consent.given");
    }

    @Test
    void section35ADeviceIsToldWhatItMustKnow() {
        StartedDevice device = started();
        assertThat(polled(device)).isEqualTo("authorization_pending");
        decide(ada, device, true);
        assertThat(polled(device)).isEqualTo("allowed");
        assertThat(redeemed(device)).isTrue();
        assertThat(polled(device)).isEqualTo("invalid_grant");
        assertThat(seen(ada, device).orElseThrow().decision().state()).isEqualTo(State.REDEEMED);
    }

    @Test
    void section35WhoeverAsksTooOftenMustWaitLongerFromThenOn() {
        StartedDevice device = started();
        assertThat(polled(device)).isEqualTo("authorization_pending");
        provider.clock.advance(Duration.ofSeconds(4));
        assertThat(polled(device)).isEqualTo("slow_down");
        provider.clock.advance(Duration.ofSeconds(9));
        assertThat(polled(device)).isEqualTo("slow_down");
        provider.clock.advance(Duration.ofSeconds(15));
        assertThat(polled(device)).isEqualTo("authorization_pending");
        provider.clock.advance(Duration.ofSeconds(14));
        assertThat(polled(device)).isEqualTo("slow_down");
        decide(ada, device, true);
        assertThat(polled(device)).as("the answer waits for nobody").isEqualTo("allowed");
    }

    @Test
    void section35WhatNobodyAnsweredInTimeHasExpired() {
        StartedDevice device = started();
        StartedDevice allowed = started();
        decide(ada, allowed, true);
        Decision approved = decisions.poll(client, "device_code", allowed.deviceCode());
        DeviceAuthorization seen = seen(ada, device).orElseThrow();
        provider.clock.advance(Duration.ofMinutes(10));

        assertThat(polled(device)).isEqualTo("expired_token");
        assertThat(polled(allowed)).isEqualTo("expired_token");
        boolean late = provider.db.write(tx -> decisions.redeem(tx, approved));
        assertThat(late).isFalse();
        assertThat(seen(ada, device)).isEmpty();
        assertThat(devices.decide(seen, answer(ada), true)).isFalse();
    }

    @Test
    void expiredRowsGoAfterTheirDeviceHadTimeToHearOfIt() {
        StartedDevice device = started();
        provider.clock.advance(Duration.ofMinutes(19));
        StartedDevice later = started();
        assertThat(decisions.forgetExpired()).isZero();
        assertThat(polled(device)).isEqualTo("expired_token");
        provider.clock.advance(Duration.ofMinutes(1));

        assertThat(decisions.forgetExpired()).isEqualTo(1);
        assertThat(polled(device)).isEqualTo("invalid_grant");
        assertThat(polled(later)).isEqualTo("authorization_pending");
    }

    @Test
    void section52ACodeOfAnotherAppOrOfNobodyIsRefused() {
        StartedDevice device = started();
        decide(ada, device, true);
        Client other = provider.device(bob);

        assertThatThrownBy(() -> decisions.poll(other, "device_code", device.deviceCode()))
                .isInstanceOfSatisfying(
                        OAuthException.class, e -> assertThat(e.error().code()).isEqualTo("invalid_grant"));
        assertThatThrownBy(() -> decisions.poll(client, "device_code", "x"))
                .isInstanceOfSatisfying(
                        OAuthException.class, e -> assertThat(e.error().code()).isEqualTo("invalid_grant"));
        assertThat(polled(device)).isEqualTo("allowed");
    }

    @Test
    void section51GuessingCostsTimeAndARightCodeForgivesNothing() {
        StartedDevice device = started();
        for (int i = 0; i < 4; i++) {
            assertThat(devices.find(ada.id(), HERE, "BBBBBBB" + "CDFG".charAt(i)))
                    .isEmpty();
            assertThat(seen(ada, device)).isPresent();
        }
        assertThat(devices.find(ada.id(), HERE, "what?")).isEmpty();

        assertThatThrownBy(() -> seen(ada, device))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem())
                                .isEqualTo(new Problem.TooMany(
                                        "Too many wrong codes. Try again in 20 seconds.", Duration.ofSeconds(20))));
        assertThat(seen(bob, device)).as("somebody else there").isPresent();
        provider.clock.advance(Duration.ofSeconds(20));
        assertThat(seen(ada, device)).isPresent();
    }

    @Test
    void section51AnAddressThatGuessesForManyPeopleMustWaitToo() {
        for (int i = 0; i < 25; i++) {
            User person = provider.people.add("guesser" + i);
            for (int n = 0; n < 4; n++) {
                devices.find(person.id(), HERE, "BBBBBBBB");
            }
        }
        StartedDevice device = started();

        assertThatThrownBy(() -> seen(ada, device)).isInstanceOf(ProblemException.class);
        assertThat(devices.find(ada.id(), "198.51.100.7", device.userCode().letters()))
                .isPresent();
    }

    @Test
    void deletingTheAppEndsItsDevices() {
        StartedDevice device = started();
        decide(ada, device, true);

        provider.apps.delete(People.OPERATOR, client.id().value());

        assertThat(polled(device)).isEqualTo("invalid_grant");
    }
}
