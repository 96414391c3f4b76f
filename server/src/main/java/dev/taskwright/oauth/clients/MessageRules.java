package dev.taskwright.oauth.clients;

import com.nimbusds.jose.JWSAlgorithm;
import dev.taskwright.oauth.protocol.TokenFormat;
import org.jspecify.annotations.Nullable;

/**
 * The form of what passes between this server and an app: OpenID Connect Registration, 2.
 *
 * @param idToken signed with RS256 unless it says otherwise
 * @param userinfo plain JSON unless it is signed or encrypted
 * @param requestObject what the app's request objects must look like; any known signature when it says nothing
 * @param authorization answers to authorization requests, where the app asks for one in a JWT; signed with RS256 unless
 *     it says otherwise: JARM, 3
 * @param introspection answers about tokens, where the app asks for a JWT; signed with RS256 unless it says otherwise:
 *     RFC 9701, 6
 * @param assertion the one algorithm of the app's client assertions; null for any that its method allows
 */
public record MessageRules(
        Protection idToken,
        Protection userinfo,
        Protection requestObject,
        Protection authorization,
        Protection introspection,
        @Nullable JWSAlgorithm assertion,
        TokenFormat accessToken) {

    public static final MessageRules USUAL = new MessageRules(
            Protection.USUAL,
            Protection.USUAL,
            Protection.USUAL,
            Protection.USUAL,
            Protection.USUAL,
            null,
            TokenFormat.JWT);

    /** The same with other ID tokens. */
    public MessageRules withIdToken(Protection other) {
        return new MessageRules(other, userinfo, requestObject, authorization, introspection, assertion, accessToken);
    }

    /** The same with other answers to authorization requests. */
    public MessageRules withAuthorization(Protection other) {
        return new MessageRules(idToken, userinfo, requestObject, other, introspection, assertion, accessToken);
    }

    /** The same with other request objects. */
    public MessageRules withRequestObject(Protection other) {
        return new MessageRules(idToken, userinfo, other, authorization, introspection, assertion, accessToken);
    }
}
