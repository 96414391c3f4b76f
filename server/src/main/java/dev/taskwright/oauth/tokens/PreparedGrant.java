package dev.taskwright.oauth.tokens;

/** A grant not yet made good: the random work is done before the transaction opens. */
public record PreparedGrant(String authorizationId, String lineage, GrantTerms terms) {}
