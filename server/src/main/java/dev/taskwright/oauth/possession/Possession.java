package dev.taskwright.oauth.possession;

import dev.taskwright.identity.access.Challenge;
import dev.taskwright.oauth.protocol.Confirmation;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.PublicKeys;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.db.Db;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the sender of a request holds a key: RFC 9449, 4.3; RFC 8705, 3. In two steps: {@link #check} costs a signature
 * and remembers nothing, {@link #use} spends the proof; in between the endpoint finds out who is asking.
 */
public final class Possession {
    /** What proofs may be signed with: {@code dpop_signing_alg_values_supported}. */
    public static final List<String> ALGORITHMS = PublicKeys.ALGORITHMS;

    /** How old a proof may be. */
    static final Duration OLDEST = Duration.ofSeconds(60);

    /** How far the sender's clock may be ahead: FAPI 2.0 Security Profile, 5.3.2.1. */
    static final Duration AHEAD = Duration.ofSeconds(60);

    private final DpopNonces nonces;
    private final NonceRule nonceRule;
    private final UsedProofs used;
    private final Issuer issuer;
    private final InstantSource clock;
    private final DpopProofReader reader = new DpopProofReader();

    public Possession(DpopNonces nonces, NonceRule nonceRule, Db db, Issuer issuer, InstantSource clock) {
        this.nonces = nonces;
        this.nonceRule = nonceRule;
        this.used = new UsedProofs(db, clock, OLDEST);
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * The proof of a request.
     *
     * @param headers every value of {@code DPoP}
     * @param method of the request, in capitals
     * @param path of the request
     * @param token the access token that goes along; null at endpoints that take none
     * @return empty when the request brings none
     * @throws OAuthException {@code invalid_dpop_proof} or {@code use_dpop_nonce}
     */
    public Optional<DpopProof> check(List<String> headers, String method, String path, @Nullable String token) {
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        if (headers.size() > 1) {
            throw DpopProofReader.refused("more than one DPoP proof");
        }
        DpopProof proof = reader.read(headers.getFirst());
        if (!proof.method().equals(method)) {
            throw DpopProofReader.refused("htm of the DPoP proof is not the method of the request");
        }
        if (issuer.addresses(path).stream().noneMatch(asked -> RequestAddress.isSame(proof.address(), asked))) {
            throw DpopProofReader.refused("htu of the DPoP proof is not the address of the request");
        }
        requireFresh(proof);
        if (token != null && !Digests.sha256Base64Url(token).equals(proof.tokenDigest())) {
            throw DpopProofReader.refused("ath of the DPoP proof is not the hash of the access token");
        }
        return Optional.of(proof);
    }

    /**
     * Spends a proof.
     *
     * @return the key that it proves
     * @throws OAuthException {@code invalid_dpop_proof} when it was used before, here or on another node
     */
    public Confirmation use(DpopProof proof) {
        if (!used.use(proof)) {
            throw DpopProofReader.refused("the DPoP proof was used before, or is from before this server started");
        }
        return proof.key();
    }

    /**
     * What is wrong with the hands that a token is in: RFC 9449, 7.1 and 7.2; RFC 8705, 3. Spends the proof.
     *
     * @param binding of the token; null when it has none
     * @return empty when it is in the hands that it was issued to
     */
    public Optional<Challenge> objection(@Nullable Confirmation binding, Shown shown) {
        if (binding != null && binding.kind() == Confirmation.Kind.JKT) {
            return dpopObjection(binding, shown);
        }
        if (shown.isDpop()) {
            return objection(shown, "the access token is not bound to a key: present it with the scheme Bearer");
        }
        return binding == null
                        || (shown.certificate() != null
                                && of(shown.certificate()).equals(binding))
                ? Optional.empty()
                : objection(shown, "the access token is bound to another certificate than that of the connection");
    }

    private Optional<Challenge> dpopObjection(Confirmation binding, Shown shown) {
        if (!shown.isDpop()) {
            OAuthError error =
                    OAuthError.invalidToken("the access token is bound to a key: present it with a DPoP proof");
            return Optional.of(dpopChallenge(error));
        }
        try {
            DpopProof proof = check(shown.proofs(), shown.method(), shown.path(), shown.token())
                    .orElseThrow(() -> DpopProofReader.refused("the DPoP proof is missing"));
            if (!proof.key().equals(binding)) {
                return objection(shown, "the DPoP proof is signed with another key than the access token is bound to");
            }
            use(proof);
            return Optional.empty();
        } catch (OAuthException refused) {
            return Optional.of(dpopChallenge(refused.error()));
        }
    }

    private static Optional<Challenge> objection(Shown shown, String description) {
        return Optional.of(challenge(shown, OAuthError.invalidToken(description)));
    }

    /** The answer to a token that is refused, in the scheme in which it was presented. */
    public static Challenge challenge(Shown shown, OAuthError error) {
        return shown.isDpop() ? dpopChallenge(error) : new Challenge("Bearer", error.code(), error.description());
    }

    /** RFC 9449, 7.1: it also says what proofs may be signed with. */
    private static Challenge dpopChallenge(OAuthError error) {
        return new Challenge("DPoP", error.code(), error.description(), Map.of("algs", String.join(" ", ALGORITHMS)));
    }

    /** What a token names of the holder of this certificate: RFC 8705, 3.1. */
    public static Confirmation of(X509Certificate certificate) {
        try {
            String thumbprint =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.sha256(certificate.getEncoded()));
            return new Confirmation(Confirmation.Kind.X5T_S256, thumbprint);
        } catch (CertificateEncodingException broken) {
            throw new IllegalArgumentException("a certificate without encoding", broken);
        }
    }

    /** What metadata says of proofs, this server's (RFC 9449, 5.1) and its API's (RFC 9728, 2). */
    public static Map<String, Object> facts() {
        return Map.of("dpop_signing_alg_values_supported", ALGORITHMS);
    }

    /** The nonce to hand out now. */
    public String nonce() {
        return nonces.current();
    }

    /** To be called every few minutes: forgets proofs that are too old anyway. Returns how many. */
    public int forget() {
        return used.forget();
    }

    private void requireFresh(DpopProof proof) {
        @Nullable String nonce = proof.nonce();
        if (nonce == null ? nonceRule == NonceRule.REQUIRED : !nonces.isGood(nonce)) {
            throw new OAuthException(OAuthError.useDpopNonce(
                    "the DPoP proof needs the nonce of this answer; the one it has, if any, is not good"));
        }
        Instant now = clock.instant();
        if (proof.at().isAfter(now.plus(AHEAD)) || !proof.at().plus(OLDEST).isAfter(now)) {
            throw DpopProofReader.refused("iat of the DPoP proof is more than a minute away from now");
        }
    }
}
