package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.clients.Client;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * OpenID Connect Core, 3.1.2.1; RFC 9470, 5: how the person is to sign in, if that can be had. What this server does not
 * know is left out: the claim is voluntary, and the app reads in the token what it got.
 */
final class AcrCheck {
    /** The ways of which one will do; empty for any. */
    Set<String> check(Client client, AuthorizeParameters parameters) {
        Collection<String> asked = parameters
                .find("acr_values")
                .<Collection<String>>map(words -> List.of(words.split(" +", -1)))
                .orElse(client.metadata().signIn().defaultAcrValues());
        return asked.stream().filter(Authentication.acrs()::contains).collect(Collectors.toSet());
    }
}
