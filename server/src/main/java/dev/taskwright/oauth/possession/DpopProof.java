package dev.taskwright.oauth.possession;

import com.nimbusds.jose.JWSAlgorithm;
import dev.taskwright.oauth.protocol.Confirmation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a proof says that was signed with the key that it carries: RFC 9449, 4.2.
 *
 * @param key that signed it
 * @param algorithm of the signature
 * @param id the claim {@code jti}
 * @param method the claim {@code htm}
 * @param address the claim {@code htu}
 * @param at the claim {@code iat}
 * @param nonce of this server, perhaps; null without one
 * @param tokenDigest the claim {@code ath}; null without one
 */
public record DpopProof(
        Confirmation key,
        JWSAlgorithm algorithm,
        String id,
        String method,
        String address,
        Instant at,
        @Nullable String nonce,
        @Nullable String tokenDigest) {}
