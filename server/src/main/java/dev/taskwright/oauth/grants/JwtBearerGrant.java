package dev.taskwright.oauth.grants;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.authentication.AssertionClaims;
import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.authentication.UsedAssertions;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.Subjects;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKeySets;
import dev.taskwright.oauth.protocol.CompactForm;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.tokens.PreparedGrant;
import dev.taskwright.oauth.tokens.Rights;
import dev.taskwright.oauth.tokens.TokenAnswer;
import dev.taskwright.oauth.tokens.Tokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.outbound.OutboundRefused;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An app says for whom it acts, signed with a key of its own: RFC 7523, 2.1. It is believed only about people who have let
 * it go on while they are away ({@code offline_access}), and within what they allowed it: a refresh token in another form,
 * which gives nothing that the person has not given.
 */
public final class JwtBearerGrant implements Grant {
    private static final String KIND = "assertion";
    private static final int LONGEST = 16_000;
    private static final Set<String> SIGNATURES = Set.of("RS256", "PS256", "ES256", "EdDSA");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final Db db;
    private final InstantSource clock;
    private final Users users;
    private final ClientKeySets keys;
    private final UsedAssertions used;
    private final AssertionClaims rules;
    private final Sessionless sessionless;
    private final Tokens tokens;

    public JwtBearerGrant(
            Db db,
            InstantSource clock,
            Issuer issuer,
            Users users,
            Trust trust,
            Sessionless sessionless,
            Tokens tokens) {
        this.db = db;
        this.clock = clock;
        this.users = users;
        this.keys = trust.keys();
        this.used = trust.used();
        this.rules = new AssertionClaims(AssertionClaims.audiences(issuer, "token"), JwtBearerGrant::refused);
        this.sessionless = sessionless;
        this.tokens = tokens;
    }

    /** What an assertion is checked against. */
    public record Trust(ClientKeySets keys, UsedAssertions used) {}

    @Override
    public GrantType type() {
        return GrantType.JWT_BEARER;
    }

    @Override
    public TokenAnswer answer(ClientCall request) {
        // assertion (REQUIRED), scope (OPTIONAL)
        Client client = request.client();
        JWTClaimsSet claims = read(client, request.require("assertion"));
        Instant now = clock.instant();
        AssertionClaims.Used once = rules.require(claims, now);
        if (!client.id().value().equals(claims.getIssuer())) {
            throw refused("the assertion's iss must be the client_id");
        }
        ScopeSet scopes = scopes(client, request.find("scope"));
        Optional<User> person = person(client, claims.getSubject());
        if (!used.use(client.id(), once)) {
            throw refused("the assertion was used before");
        }
        UserId id = person.map(User::id).orElseThrow(() -> stranger("nobody of that name"));
        PreparedGrant grant = sessionless.prepareShared(KIND, request, id, scopes, Authentication.NONE);
        Rights rights = db.write(tx -> sessionless.startStanding(tx, grant))
                .orElseThrow(() -> stranger("disabled, or no standing consent"));
        return tokens.issueAccess(client, rights.until(once.expiresAt().minus(AssertionClaims.LEEWAY)));
    }

    private JWTClaimsSet read(Client client, String compact) {
        if (compact.length() > LONGEST) {
            throw refused("the assertion is longer than " + LONGEST + " characters");
        }
        try {
            SignedJWT jwt = SignedJWT.parse(CompactForm.checked(compact));
            JWSHeader header = jwt.getHeader();
            if (!SIGNATURES.contains(header.getAlgorithm().getName())
                    || header.getCriticalParams() != null
                    || !isKnownType(header.getType())) {
                throw refused("the assertion is of a kind that is not taken");
            }
            if (!keys.hasSigned(client, jwt)) {
                throw refused("the assertion is not signed with a key of the app");
            }
            return jwt.getJWTClaimsSet();
        } catch (ParseException malformed) {
            throw refused("the assertion is not a signed JWT");
        } catch (OutboundRefused unreachable) {
            throw new OAuthException(
                    OAuthError.invalidGrant("the keys of the app could not be fetched"),
                    String.valueOf(unreachable.getMessage()));
        }
    }

    /** RFC 8725, 3.11: what was signed for something else says so. */
    private static boolean isKnownType(@Nullable JOSEObjectType type) {
        return type == null || type.getType().toLowerCase(Locale.ROOT).equals("jwt");
    }

    /** Nobody signs in, so nobody is told who did; and the next assertion takes the place of a refresh token. */
    private static ScopeSet scopes(Client client, Optional<String> words) {
        ScopeSet scopes = client.permissions()
                .scopeLimits()
                .choose(words)
                .without(Scope.OPENID)
                .without(Scope.OFFLINE_ACCESS);
        if (scopes.isEmpty()) {
            throw new OAuthException(
                    OAuthError.invalidScope("scope names nothing that an app may do while the person is away"));
        }
        return scopes;
    }

    /** By the {@code sub} that the app sees, where that is not its own alone; or by handle or e-mail address. */
    private Optional<User> person(Client client, @Nullable String subject) {
        if (subject == null || subject.isEmpty()) {
            throw refused("the assertion has no sub");
        }
        return NUMBER.matcher(subject).matches() && !Subjects.isPairwise(client)
                ? users.find(new UserId(Integer.parseInt(subject)))
                : users.find(subject);
    }

    /** One answer, whether there is such a person or not. */
    private static OAuthException stranger(String detail) {
        return new OAuthException(
                OAuthError.invalidGrant("the app may not act for that person while they are away"), detail);
    }

    private static OAuthException refused(String description) {
        return new OAuthException(OAuthError.invalidGrant(description));
    }
}
