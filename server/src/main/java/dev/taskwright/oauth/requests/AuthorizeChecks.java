package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.details.DetailTypes;
import dev.taskwright.oauth.documents.DescribedApps;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.Resources;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.tokens.Bounds;
import dev.taskwright.oauth.tokens.IdTokens;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything an authorization request must satisfy, in the only order there is. */
public final class AuthorizeChecks {
    private final ClientCheck clientCheck;
    private final RedirectCheck redirectCheck;
    private final RequestObjectCheck requestObjectCheck;
    private final RepetitionCheck repetitionCheck = new RepetitionCheck();
    private final RegistrationCheck registrationCheck = new RegistrationCheck();
    private final ResponseTypeCheck responseTypeCheck = new ResponseTypeCheck();
    private final ResponseModeCheck responseModeCheck = new ResponseModeCheck();
    private final PkceCheck pkceCheck = new PkceCheck();
    private final ScopeCheck scopeCheck = new ScopeCheck();
    private final ResourceCheck resourceCheck;
    private final NonceCheck nonceCheck = new NonceCheck();
    private final ProofKeyCheck proofKeyCheck = new ProofKeyCheck();
    private final DetailsCheck detailsCheck;
    private final ClaimsCheck claimsCheck = new ClaimsCheck();
    private final PromptCheck promptCheck = new PromptCheck();
    private final MaxAgeCheck maxAgeCheck = new MaxAgeCheck();
    private final AcrCheck acrCheck = new AcrCheck();
    private final DisplayCheck displayCheck = new DisplayCheck();
    private final HintCheck hintCheck;
    private final ProfileCheck profileCheck = new ProfileCheck();

    public AuthorizeChecks(
            Clients clients,
            DescribedApps described,
            RequestObjects requestObjects,
            IdTokens idTokens,
            DetailTypes types,
            Resources resources,
            boolean development) {
        this.detailsCheck = new DetailsCheck(types);
        this.resourceCheck = new ResourceCheck(resources);
        this.clientCheck = new ClientCheck(clients, described);
        this.redirectCheck = new RedirectCheck(development);
        this.requestObjectCheck = new RequestObjectCheck(requestObjects, redirectCheck);
        this.hintCheck = new HintCheck(idTokens);
    }

    /**
     * To be called when a request arrives, before anything else is asked of it.
     *
     * @param address numeric, of whoever sent it
     * @throws AuthorizeFailure when the app describes itself, and not in a document that can be used
     * @throws dev.taskwright.base.ProblemException {@code TooMany} or {@code Unavailable}
     */
    public void meet(AuthorizeParameters sent, String address) {
        clientCheck.meet(sent, address);
    }

    /**
     * The parameters that count: those of the request object in place of those beside it. Done once, when the request
     * arrives or is pushed, because an object may be short-lived.
     *
     * @throws AuthorizeFailure when the app is unknown or its request object is not right
     */
    public AuthorizeParameters resolve(AuthorizeParameters sent) {
        return requestObjectCheck.read(clientCheck.check(sent), sent);
    }

    /** @throws AuthorizeFailure when the app is unknown */
    public Client client(AuthorizeParameters sent) {
        return clientCheck.check(sent);
    }

    /** What becomes of a request that cannot be understood: told to the app only where that is safe. */
    public AuthorizeFailure refusal(Client client, AuthorizeParameters sent, OAuthError error) {
        return requestObjectCheck.refusal(client, sent, error);
    }

    /**
     * Run when a request arrives and again at every step of the way: the app may have been changed or deleted meanwhile.
     *
     * @param parameters as {@link #resolve} gave them
     * @throws AuthorizeFailure at the first rule that is broken
     */
    public AuthorizeRequest check(AuthorizeParameters parameters) {
        return check(parameters, false);
    }

    /**
     * The same when a request is pushed, of which a profile may demand more.
     *
     * @throws AuthorizeFailure at the first rule that is broken
     */
    public AuthorizeRequest checkPushed(AuthorizeParameters parameters) {
        return check(parameters, true);
    }

    private AuthorizeRequest check(AuthorizeParameters parameters, boolean isPushed) {
        Client client = clientCheck.check(parameters);
        TrustedRedirect redirect = redirectCheck.check(client, parameters);
        // From here on, and only from here, a failure may be sent to the app.
        repetitionCheck.check(parameters, redirect);
        registrationCheck.check(parameters, redirect);
        ResponseType type = responseTypeCheck.check(client, parameters, redirect);
        responseModeCheck.check(type, parameters, redirect);
        @Nullable CodeChallenge challenge = pkceCheck.check(client, type, parameters, redirect);
        AuthorizationDetails details = detailsCheck.check(client, parameters, redirect);
        ScopeSet scopes = scopeCheck.check(client, type, details, parameters, redirect);
        @Nullable String nonce = nonceCheck.check(type, parameters, redirect);
        ClaimsRequest claims = claimsCheck.check(client, parameters, redirect);
        Bounds bounds = Bounds.NONE
                .withResources(resourceCheck.check(parameters, redirect))
                .withDetails(details)
                .boundTo(proofKeyCheck.check(parameters, redirect));
        SignInWishes wishes = wishes(client, claims, parameters, redirect);
        AuthorizeRequest request =
                new AuthorizeRequest(client, redirect, type, challenge, scopes, claims, nonce, wishes, bounds);
        profileCheck.check(request, parameters.find("scope").isPresent(), isPushed);
        return request;
    }

    private SignInWishes wishes(
            Client client, ClaimsRequest claims, AuthorizeParameters parameters, TrustedRedirect redirect) {
        displayCheck.check(parameters, redirect);
        Optional<String> hinted = hintCheck.subject(client, parameters, redirect);
        Set<String> subjects = Stream.concat(hinted.stream(), ClaimsCheck.subjects(claims).stream())
                .collect(Collectors.toSet());
        return new SignInWishes(
                promptCheck.check(parameters, redirect),
                maxAgeCheck.check(client, parameters, redirect),
                subjects,
                claims.essentialAcr(),
                acrCheck.check(client, parameters),
                HintCheck.name(parameters));
    }
}
