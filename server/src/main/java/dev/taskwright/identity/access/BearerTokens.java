package dev.taskwright.identity.access;

/**
 * One kind of token that lets its bearer in: personal tokens, and the access tokens of apps. It gets the whole credential
 * as presented, so that a token bound to a key or a certificate needs nothing more.
 */
public interface BearerTokens {
    /** Whether it has the shape of this kind; says nothing of validity, and looks nothing up. */
    boolean recognises(Credential presented);

    /** For a credential that this kind recognises. */
    Decision check(Credential presented);
}
