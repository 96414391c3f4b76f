package dev.taskwright.oauth.grants;

import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.tokens.Exchange;
import dev.taskwright.oauth.tokens.Rights;

/** Turns a refused exchange, once its transaction is committed, into the error that the endpoint answers. */
final class Refusal {
    private Refusal() {}

    static Rights unless(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Granted(Rights rights) -> rights;
            case Exchange.Refused refused -> throw new OAuthException(refused.error(), refused.detail());
        };
    }
}
