package dev.taskwright.oauth.authorize;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.oauth.protocol.Prompt;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything an authorization request must satisfy, in the only order there is. Run when it arrives and again at every
 * step of the way: the app may have been changed or deleted meanwhile.
 */
final class AuthorizeChecks {
    private final ClientCheck clientCheck;
    private final RedirectCheck redirectCheck;
    private final RepetitionCheck repetitionCheck = new RepetitionCheck();
    private final RequestObjectCheck requestObjectCheck = new RequestObjectCheck();
    private final ResponseTypeCheck responseTypeCheck = new ResponseTypeCheck();
    private final PkceCheck pkceCheck = new PkceCheck();
    private final ScopeCheck scopeCheck = new ScopeCheck();
    private final PromptCheck promptCheck = new PromptCheck();
    private final MaxAgeCheck maxAgeCheck = new MaxAgeCheck();
    private final NonceCheck nonceCheck = new NonceCheck();

    AuthorizeChecks(Clients clients, boolean development) {
        this.clientCheck = new ClientCheck(clients);
        this.redirectCheck = new RedirectCheck(development);
    }

    /** @throws AuthorizeFailure at the first rule that is broken */
    AuthorizeRequest check(AuthorizeParameters parameters) {
        Client client = clientCheck.check(parameters);
        TrustedRedirect redirect = redirectCheck.check(client, parameters);
        // From here on, and only from here, a failure may be redirected.
        repetitionCheck.check(parameters, redirect);
        requestObjectCheck.check(parameters, redirect);
        ResponseType type = responseTypeCheck.check(client, parameters, redirect);
        @Nullable CodeChallenge challenge = pkceCheck.check(client, parameters, redirect);
        ScopeSet scopes = scopeCheck.check(client, parameters, redirect);
        Set<Prompt> prompts = promptCheck.check(parameters, redirect);
        @Nullable Duration maxAge = maxAgeCheck.check(client, parameters, redirect);
        @Nullable String nonce = nonceCheck.check(parameters, redirect);
        return new AuthorizeRequest(client, redirect, type, challenge, scopes, prompts, maxAge, nonce);
    }
}
