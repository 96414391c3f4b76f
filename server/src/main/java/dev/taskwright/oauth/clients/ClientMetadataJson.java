package dev.taskwright.oauth.clients;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.jwk.JWKSet;
import dev.taskwright.oauth.protocol.SubjectType;
import dev.taskwright.platform.json.Json;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An app's metadata under its registered names: OpenID Connect Registration, 2; RFC 7591, 2. So it is stored, and so it
 * is answered.
 */
public final class ClientMetadataJson {
    private static final long LONGEST_AGE = Duration.ofDays(3_650).toSeconds();

    private static final int LONGEST_STATEMENT = 16 * 1024;

    private ClientMetadataJson() {}

    static String text(ClientMetadata metadata) {
        return Json.text(members(metadata));
    }

    /** Reads what {@link #text} wrote, with the columns that say more. */
    static ClientMetadata stored(String text, String name, @Nullable String logo) {
        return read(Members.of(Json.parse(text)).with("client_name", name), logo);
    }

    /**
     * Reads types only; whether the values go together is for the rules.
     *
     * @throws dev.taskwright.base.ProblemException {@code Invalid} at the member's name
     */
    public static ClientMetadata read(Members members, @Nullable String logo) {
        return new ClientMetadata(
                display(members, logo),
                new SignInRules(
                        members.whole("default_max_age", LONGEST_AGE)
                                .map(Duration::ofSeconds)
                                .orElse(null),
                        members.truth("require_auth_time"),
                        members.texts("default_acr_values"),
                        members.uri("initiate_login_uri"),
                        members.uris("request_uris")),
                MessageRulesJson.read(members),
                new SubjectRule(
                        members.word("subject_type", SubjectType::of, "public or pairwise")
                                .orElse(SubjectType.PUBLIC),
                        members.uri("sector_identifier_uri")),
                new LogoutRules(
                        members.texts("post_logout_redirect_uris"),
                        members.uri("frontchannel_logout_uri"),
                        members.truth("frontchannel_logout_session_required"),
                        members.uri("backchannel_logout_uri"),
                        members.truth("backchannel_logout_session_required")),
                keys(members),
                new Software(
                        members.text("software_id").orElse(null),
                        members.text("software_version").orElse(null),
                        members.text("software_statement", LONGEST_STATEMENT).orElse(null)),
                SecurityRulesJson.read(members),
                SecurityRulesJson.readBackchannel(members),
                members.uris("answers_for").stream().map(URI::toString).toList(),
                members.text("may_act").orElse(null));
    }

    /** What {@link #read} reads, under the same names; nothing where the usual holds. */
    public static Map<String, Object> members(ClientMetadata metadata) {
        Map<String, Object> out = new LinkedHashMap<>();
        Display display = metadata.display();
        out.put("client_name", display.name());
        put(out, "logo_uri", display.logoUri());
        put(out, "client_uri", display.clientUri());
        put(out, "policy_uri", display.policyUri());
        put(out, "tos_uri", display.tosUri());
        put(out, "contacts", display.contacts());
        SignInRules signIn = metadata.signIn();
        put(out, "default_max_age", signIn.defaultMaxAge());
        put(out, "require_auth_time", signIn.requiresAuthTime());
        put(out, "default_acr_values", signIn.defaultAcrValues());
        put(out, "initiate_login_uri", signIn.initiateLoginUri());
        put(
                out,
                "request_uris",
                signIn.requestUris().stream().map(URI::toString).toList());
        MessageRulesJson.put(out, metadata.messages());
        put(out, "subject_type", metadata.subject().type().word());
        put(out, "sector_identifier_uri", metadata.subject().sectorIdentifierUri());
        LogoutRules logout = metadata.logout();
        put(out, "post_logout_redirect_uris", logout.postLogoutRedirectUris());
        put(out, "frontchannel_logout_uri", logout.frontChannelUri());
        put(out, "frontchannel_logout_session_required", logout.frontChannelNeedsSession());
        put(out, "backchannel_logout_uri", logout.backChannelUri());
        put(out, "backchannel_logout_session_required", logout.backChannelNeedsSession());
        JWKSet jwks = metadata.keys().jwks();
        put(out, "jwks", jwks == null ? null : Json.parse(jwks.toString(true)));
        put(out, "jwks_uri", metadata.keys().jwksUri());
        put(out, "software_id", metadata.software().id());
        put(out, "software_version", metadata.software().version());
        put(out, "software_statement", metadata.software().statement());
        SecurityRulesJson.put(out, metadata.security());
        SecurityRulesJson.putBackchannel(out, metadata.backchannel());
        put(out, "answers_for", metadata.answersFor());
        put(out, "may_act", metadata.mayAct());
        return out;
    }

    private static Display display(Members members, @Nullable String logo) {
        return new Display(
                members.text("client_name").orElse(""),
                logo,
                members.uri("logo_uri"),
                members.uri("client_uri"),
                members.uri("policy_uri"),
                members.uri("tos_uri"),
                members.texts("contacts"));
    }

    private static ClientKeys keys(Members members) {
        if (members.has("jwks") && members.has("jwks_uri")) {
            throw Members.wrong("jwks", "and jwks_uri exclude each other");
        }
        return new ClientKeys(jwks(members.plain("jwks")), members.uri("jwks_uri"));
    }

    private static @Nullable JWKSet jwks(@Nullable Object plain) {
        if (plain == null) {
            return null;
        }
        try {
            return ClientKeys.read(Json.text(plain)).toPublicJWKSet();
        } catch (ParseException malformed) {
            throw Members.wrong("jwks", "must be a JWK set");
        }
    }

    /** The value as JSON has it; nothing for one that says nothing. */
    static void put(Map<String, Object> out, String name, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Boolean truth when !truth -> {}
            case Collection<?> list when list.isEmpty() -> {}
            case URI uri -> out.put(name, uri.toString());
            case Duration time -> out.put(name, time.toSeconds());
            case Algorithm algorithm -> out.put(name, algorithm.getName());
            default -> out.put(name, value);
        }
    }
}
