package dev.taskwright.oauth.authentication;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.protocol.CompactForm;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the one proof in a request: RFC 6749, 2.3; RFC 7521, 4.2. More than one is refused. */
final class ProofReader {
    static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final int LONGEST_HEADER = 8_000;
    private static final int LONGEST_ASSERTION = 16_000;

    private ProofReader() {}

    static Proof read(List<String> authorization, Function<String, Optional<String>> parameters) {
        Optional<String> id = parameters.apply("client_id");
        Optional<String> secret = parameters.apply("client_secret");
        Optional<String> assertion = parameters.apply("client_assertion");
        if (authorization.size() + (secret.isPresent() ? 1 : 0) + (assertion.isPresent() ? 1 : 0) > 1) {
            throw new OAuthException(OAuthError.invalidRequest("more than one method of client authentication"));
        }
        if (assertion.isPresent() || parameters.apply("client_assertion_type").isPresent()) {
            return sameId(assertion(parameters.apply("client_assertion_type"), assertion), id);
        }
        if (!authorization.isEmpty()) {
            return sameId(basic(authorization.getFirst()), id);
        }
        String named = id.orElseThrow(() -> refused("no client_id"));
        return secret.map(value -> new Proof.Word(AuthenticationMethod.CLIENT_SECRET_POST, named, value))
                .orElseGet(() -> new Proof.Word(AuthenticationMethod.NONE, named, ""));
    }

    private static Proof sameId(Proof proof, Optional<String> named) {
        if (!named.orElse(proof.clientId()).equals(proof.clientId())) {
            throw new OAuthException(OAuthError.invalidRequest("client_id differs from the one that is proven"));
        }
        return proof;
    }

    /** RFC 6749, 2.3.1: each half form-encoded, then joined and sent as RFC 7617 says. */
    private static Proof basic(String header) {
        if (header.length() > LONGEST_HEADER || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            throw refused("the Authorization header is not Basic");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(header.substring(6).strip());
            String pair = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw refused("no colon in the Authorization header");
            }
            return new Proof.Word(
                    AuthenticationMethod.CLIENT_SECRET_BASIC,
                    URLDecoder.decode(pair.substring(0, colon), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(colon + 1), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            throw refused("malformed Authorization header");
        }
    }

    /** OpenID Connect Core, 9: issuer and subject are the app; which one is read before anything is believed. */
    private static Proof assertion(Optional<String> type, Optional<String> text) {
        String compact = text.filter(assertion -> assertion.length() <= LONGEST_ASSERTION)
                .filter(assertion -> type.filter(ASSERTION_TYPE::equals).isPresent())
                .orElseThrow(() -> refused("no client_assertion of a known type"));
        try {
            SignedJWT jwt = SignedJWT.parse(CompactForm.checked(compact));
            @Nullable String subject = jwt.getJWTClaimsSet().getSubject();
            if (subject == null) {
                throw refused("the assertion has no sub");
            }
            boolean isSymmetric =
                    JWSAlgorithm.Family.HMAC_SHA.contains(jwt.getHeader().getAlgorithm());
            return new Proof.Assertion(
                    isSymmetric ? AuthenticationMethod.CLIENT_SECRET_JWT : AuthenticationMethod.PRIVATE_KEY_JWT,
                    subject,
                    jwt);
        } catch (ParseException malformed) {
            throw refused("the assertion is not a signed JWT");
        }
    }

    static OAuthException refused(String detail) {
        return new OAuthException(OAuthError.invalidClient("client authentication failed"), detail);
    }
}
