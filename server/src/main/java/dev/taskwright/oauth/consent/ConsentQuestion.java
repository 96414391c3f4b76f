package dev.taskwright.oauth.consent;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.ScopeSet;

/**
 * What a person is asked: may this app have this?
 *
 * @param details single projects that it asks for beside the scopes
 * @param place where the answer will go, as {@link dev.taskwright.oauth.clients.RedirectUri#place} says it
 * @param action path that the form is posted to
 * @param pending id of the authorization that waits for the decision
 * @param isUnanswered whether it was allowed before without anything chosen
 */
public record ConsentQuestion(
        Client client,
        ScopeSet scopes,
        AuthorizationDetails details,
        String place,
        String action,
        String pending,
        boolean isUnanswered) {}
