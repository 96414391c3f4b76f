package dev.taskwright.identity.access;

import java.time.Instant;

/**
 * The sign-in that a credential stands on, as a resource server may judge it (RFC 9470).
 *
 * @param at when the person last proved who they are
 * @param acr how: the word that the tokens of this server say in {@code acr}
 */
public record SignIn(Instant at, String acr) {}
