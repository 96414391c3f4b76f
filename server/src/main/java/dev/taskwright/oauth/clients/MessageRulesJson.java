package dev.taskwright.oauth.clients;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import dev.taskwright.oauth.protocol.TokenFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link MessageRules} under their registered names: OpenID Connect Registration, 2; JARM, 3; RFC 9701, 6. */
final class MessageRulesJson {
    private static final Names ID_TOKEN = Names.ofAnswer("id_token");
    private static final Names USERINFO = Names.ofAnswer("userinfo");
    private static final Names AUTHORIZATION = Names.ofAnswer("authorization");
    private static final Names INTROSPECTION = Names.ofAnswer("introspection");
    private static final Names REQUEST_OBJECT =
            new Names("request_object_signing_alg", "request_object_encryption_alg", "request_object_encryption_enc");

    private MessageRulesJson() {}

    /** The three members of one kind of message. */
    private record Names(String signing, String encryption, String content) {
        static Names ofAnswer(String kind) {
            return new Names(
                    kind + "_signed_response_alg", kind + "_encrypted_response_alg", kind + "_encrypted_response_enc");
        }
    }

    static MessageRules read(Members members) {
        return new MessageRules(
                protection(members, ID_TOKEN),
                protection(members, USERINFO),
                protection(members, REQUEST_OBJECT),
                protection(members, AUTHORIZATION),
                protection(members, INTROSPECTION),
                members.algorithm("token_endpoint_auth_signing_alg", JWSAlgorithm::parse),
                members.word("access_token_format", TokenFormat::of, "jwt or opaque")
                        .orElse(TokenFormat.JWT));
    }

    static void put(Map<String, Object> out, MessageRules rules) {
        put(out, ID_TOKEN, rules.idToken());
        put(out, USERINFO, rules.userinfo());
        put(out, REQUEST_OBJECT, rules.requestObject());
        put(out, AUTHORIZATION, rules.authorization());
        put(out, INTROSPECTION, rules.introspection());
        ClientMetadataJson.put(out, "token_endpoint_auth_signing_alg", rules.assertion());
        ClientMetadataJson.put(out, "access_token_format", rules.accessToken().word());
    }

    private static void put(Map<String, Object> out, Names names, Protection protection) {
        ClientMetadataJson.put(out, names.signing(), protection.signing());
        ClientMetadataJson.put(out, names.encryption(), protection.encryption());
        ClientMetadataJson.put(out, names.content(), protection.content());
    }

    /** OpenID Connect Registration, 2: an encryption that names no content algorithm means A128CBC-HS256. */
    private static Protection protection(Members members, Names names) {
        @Nullable JWEAlgorithm how = members.algorithm(names.encryption(), JWEAlgorithm::parse);
        @Nullable EncryptionMethod what = members.algorithm(names.content(), EncryptionMethod::parse);
        if (how == null && what != null) {
            throw Members.wrong(names.content(), "needs " + names.encryption());
        }
        return new Protection(
                members.algorithm(names.signing(), JWSAlgorithm::parse),
                how,
                how != null && what == null ? EncryptionMethod.A128CBC_HS256 : what);
    }
}
