package dev.taskwright.oauth.authentication;

import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.oauth.clients.AuthenticationMethod;

/** What a request presents about the app that sends it; nothing checked yet. */
sealed interface Proof {
    String clientId();

    AuthenticationMethod method();

    /** A secret in a header or a form, or nothing at all. */
    record Word(AuthenticationMethod method, String clientId, String secret) implements Proof {
        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "Word[" + method + ", " + clientId + "]";
        }
    }

    /** RFC 7523, 2.2. */
    record Assertion(AuthenticationMethod method, String clientId, SignedJWT jwt) implements Proof {}
}
