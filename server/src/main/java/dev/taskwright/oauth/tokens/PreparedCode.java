package dev.taskwright.oauth.tokens;

/**
 * A code made but not yet stored: the random work is done before the transaction opens.
 *
 * @param value what the app gets; stored only as digest
 * @param lineage common name of all tokens that will descend from it
 */
public record PreparedCode(String value, String digest, String lineage, String authorizationId, CodeTerms terms) {}
