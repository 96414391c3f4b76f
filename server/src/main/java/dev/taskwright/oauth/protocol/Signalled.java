package dev.taskwright.oauth.protocol;

/** The topics under which these rooms tell every node what changed. */
public final class Signalled {
    /** Key: the client id. */
    public static final String CLIENTS = "oauth.client";

    /** Key: the id of the authorization whose tokens are no longer what they were; null for all of them. */
    public static final String AUTHORIZATIONS = "oauth.authorization";

    /** Signing keys changed; the key is always null. */
    public static final String KEYS = "oauth.key";

    private Signalled() {}
}
