package dev.taskwright.oauth.clients;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an app takes part in backchannel authentication: OpenID Connect CIBA Core, 4.
 *
 * @param delivery how it learns of the answer
 * @param notificationEndpoint where it is told that there is one; present exactly when {@code delivery} is a ping
 * @param requestSigning the signature of its requests; null when it does not sign them
 * @param takesUserCode whether it sends the person's code along; used only where the person has one
 */
public record BackchannelRules(
        Delivery delivery,
        @Nullable URI notificationEndpoint,
        @Nullable JWSAlgorithm requestSigning,
        boolean takesUserCode) {

    public static final BackchannelRules USUAL = new BackchannelRules(Delivery.POLL, null, null, false);

    /** How an app learns of an answer. Tokens are never pushed: FAPI-CIBA, 5.2.2, 2. */
    public enum Delivery {
        /** It asks again and again. */
        POLL,
        /** It is told when to ask. */
        PING;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Delivery> of(String word) {
            return Arrays.stream(values()).filter(d -> d.word().equals(word)).findFirst();
        }
    }
}
