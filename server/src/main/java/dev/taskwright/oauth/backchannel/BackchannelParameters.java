package dev.taskwright.oauth.backchannel;

import dev.taskwright.base.Scope;
import dev.taskwright.oauth.clients.BackchannelRules.Delivery;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.profiles.RequestRules;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks, read and checked as far as that needs nothing but the app: CIBA Core, 7.1 and 7.2.
 *
 * @param hint who is meant
 * @param token the app's own word that a ping must bring; null when it polls
 * @param userCode null when the app sent none
 */
record BackchannelParameters(
        ScopeSet scopes,
        Hint hint,
        @Nullable String message,
        @Nullable String token,
        @Nullable String userCode,
        Duration lifetime) {

    static final int LONGEST_MESSAGE = 120;

    /** Everything that may stand in a signed request instead. */
    static final List<String> NAMES = List.of(
            "scope",
            "client_notification_token",
            "acr_values",
            "login_hint_token",
            "id_token_hint",
            "login_hint",
            "binding_message",
            "user_code",
            "requested_expiry");

    private static final Duration USUAL_LIFETIME = Duration.ofMinutes(5);
    private static final Duration LONGEST_LIFETIME = Duration.ofMinutes(30);
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,8}");
    private static final int LONGEST_HINT = 254;
    private static final int LONGEST_CODE = 64;

    /** RFC 6750, 2.1; and at most 1024 characters: CIBA Core, 7.1. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,1024}=*");

    private static final int LONGEST_TOKEN = 1_024;

    /** Who is meant: exactly one of the ways to say so. */
    sealed interface Hint {
        /** A handle or an e-mail address. */
        record Name(String text) implements Hint {}

        /** An ID token that the app was given, perhaps long ago. */
        record IdToken(String text) implements Hint {}
    }

    /**
     * @param found a parameter by its name
     * @throws OAuthException the error of CIBA Core, 13
     */
    static BackchannelParameters read(Client client, Function<String, Optional<String>> found) {
        RequestRules.backchannelFault(client, found.apply("binding_message").isPresent())
                .ifPresent(fault -> {
                    throw BackchannelError.invalidRequest(fault);
                });
        return new BackchannelParameters(
                scopes(client, found.apply("scope")),
                hint(found),
                found.apply("binding_message")
                        .map(BackchannelParameters::message)
                        .orElse(null),
                token(client, found.apply("client_notification_token")),
                found.apply("user_code")
                        .filter(code -> code.length() <= LONGEST_CODE)
                        .orElse(null),
                found.apply("requested_expiry")
                        .map(BackchannelParameters::lifetime)
                        .orElse(USUAL_LIFETIME));
    }

    /** 7.1: there is always somebody to be signed in. */
    private static ScopeSet scopes(Client client, Optional<String> words) {
        if (words.isEmpty()) {
            throw BackchannelError.invalidRequest("scope is missing");
        }
        ScopeSet scopes = client.permissions().scopeLimits().choose(words);
        if (!scopes.contains(Scope.OPENID)) {
            throw new OAuthException(OAuthError.invalidScope("scope must contain openid"));
        }
        return scopes;
    }

    private static Hint hint(Function<String, Optional<String>> found) {
        long hints = Stream.of("login_hint_token", "id_token_hint", "login_hint")
                .filter(name -> found.apply(name).isPresent())
                .count();
        if (hints != 1) {
            throw BackchannelError.invalidRequest("exactly one of login_hint and id_token_hint must say who is meant");
        }
        if (found.apply("login_hint_token").isPresent()) {
            throw BackchannelError.invalidRequest(
                    "login_hint_token is not taken here: use login_hint or id_token_hint");
        }
        return found.apply("id_token_hint")
                .<Hint>map(Hint.IdToken::new)
                .orElseGet(() -> new Hint.Name(found.apply("login_hint")
                        .filter(name -> name.length() <= LONGEST_HINT)
                        .orElseThrow(() -> BackchannelError.unknownPerson("a login_hint that is too long"))));
    }

    private static String message(String text) {
        String message = text.strip();
        if (message.isEmpty()
                || message.codePointCount(0, message.length()) > LONGEST_MESSAGE
                || message.codePoints().anyMatch(BackchannelParameters::isInvisible)) {
            throw BackchannelError.invalidMessage();
        }
        return message;
    }

    /** What would let a message look other than the one that the app shows. */
    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }

    private static @Nullable String token(Client client, Optional<String> token) {
        if (client.metadata().backchannel().delivery() == Delivery.POLL) {
            return null;
        }
        return token.filter(text -> text.length() <= LONGEST_TOKEN)
                .filter(text -> TOKEN.matcher(text).matches())
                .orElseThrow(() -> BackchannelError.invalidRequest(
                        "client_notification_token is missing, or is no bearer token of at most 1024 characters"));
    }

    private static Duration lifetime(String text) {
        if (!SECONDS.matcher(text).matches()) {
            throw BackchannelError.invalidRequest("requested_expiry must be a positive number of seconds");
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(text));
        return wanted.compareTo(LONGEST_LIFETIME) > 0 ? LONGEST_LIFETIME : wanted;
    }
}
