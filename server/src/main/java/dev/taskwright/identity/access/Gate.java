package dev.taskwright.identity.access;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import java.util.List;
import java.util.Locale;

/** Where every call of a program comes in: reads the credential and asks the kind of token that it is. */
public final class Gate {
    private static final int LONGEST_TOKEN = 16 * 1024;

    private final List<BearerTokens> kinds;

    /** {@code kinds} in the order in which they are asked; their shapes do not overlap. */
    public Gate(List<BearerTokens> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    /** @throws ProblemException {@code Unauthenticated} or {@code Forbidden} when nobody is admitted */
    public Caller admit(Presented presented) {
        return switch (decide(presented)) {
            case Decision.Admitted(Caller caller, var _) -> caller;
            case Decision.Refused(String message) -> throw ProblemException.forbidden(message);
            case Decision.Challenged(Challenge challenge) ->
                throw ProblemException.unauthenticated(challenge.description(), challenge.error());
        };
    }

    public Decision decide(Presented presented) {
        if (presented.authorization().isEmpty()) {
            return new Decision.Challenged(new Challenge("Bearer", null, "An access token is needed"));
        }
        if (presented.authorization().size() > 1) {
            return Decision.invalidToken("More than one Authorization header");
        }
        String value = presented.authorization().getFirst().strip();
        int space = value.indexOf(' ');
        if (space < 0 || value.length() > LONGEST_TOKEN) {
            return Decision.invalidToken("The Authorization header is not a scheme and a token");
        }
        Credential credential = new Credential(
                value.substring(0, space).toLowerCase(Locale.ROOT),
                value.substring(space).strip(),
                presented.method(),
                presented.url(),
                presented.dpop(),
                presented.clientCertificate());
        return kinds.stream()
                .filter(kind -> kind.recognises(credential))
                .findFirst()
                .map(kind -> kind.check(credential))
                .orElseGet(() -> Decision.invalidToken("This is not a token of this server"));
    }
}
