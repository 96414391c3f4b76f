package dev.taskwright.oauth.userinfo;

import dev.taskwright.identity.access.Challenge;
import dev.taskwright.oauth.possession.Possession;
import dev.taskwright.oauth.possession.Shown;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.tokens.AccessToken;
import dev.taskwright.oauth.tokens.AccessTokens;
import java.util.Optional;

/** Access tokens as this room's endpoints accept them: good, and in the hands that they were issued to. */
public final class HeldTokens {
    private final AccessTokens tokens;
    private final Possession possession;

    public HeldTokens(AccessTokens tokens, Possession possession) {
        this.tokens = tokens;
        this.possession = possession;
    }

    /** What a presented token comes to. */
    sealed interface Verdict {
        record Held(AccessToken token) implements Verdict {}

        record Refused(Challenge challenge) implements Verdict {}
    }

    Verdict check(Shown shown) {
        Optional<AccessToken> token = tokens.find(shown.token());
        if (token.isEmpty()) {
            OAuthError error = OAuthError.invalidToken("the access token is not valid or has expired");
            return new Verdict.Refused(Possession.challenge(shown, error));
        }
        Optional<Challenge> objection =
                possession.objection(token.get().bounds().binding(), shown);
        return objection.isPresent() ? new Verdict.Refused(objection.get()) : new Verdict.Held(token.get());
    }
}
