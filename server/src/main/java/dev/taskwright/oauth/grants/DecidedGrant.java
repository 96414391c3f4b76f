package dev.taskwright.oauth.grants;

import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.decisions.Decision;
import dev.taskwright.oauth.decisions.Decision.Answer;
import dev.taskwright.oauth.decisions.Decisions;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.tokens.Exchange;
import dev.taskwright.oauth.tokens.PreparedGrant;
import dev.taskwright.oauth.tokens.TokenAnswer;
import dev.taskwright.oauth.tokens.Tokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import java.util.Objects;

/**
 * What a person has decided elsewhere, or not yet, while the app polls: for a device (RFC 8628, 3.4 and 3.5), and by
 * backchannel (CIBA Core, 10.1 and 11).
 */
public final class DecidedGrant implements Grant {
    private final GrantType type;
    private final String parameter;
    private final Db db;
    private final Decisions decisions;
    private final Sessionless sessionless;
    private final Tokens tokens;

    private DecidedGrant(
            GrantType type, String parameter, Db db, Decisions decisions, Sessionless sessionless, Tokens tokens) {
        this.type = type;
        this.parameter = parameter;
        this.db = db;
        this.decisions = decisions;
        this.sessionless = sessionless;
        this.tokens = tokens;
    }

    public static DecidedGrant ofDevices(Db db, Decisions decisions, Sessionless sessionless, Tokens tokens) {
        return new DecidedGrant(GrantType.DEVICE_CODE, "device_code", db, decisions, sessionless, tokens);
    }

    public static DecidedGrant ofBackchannel(Db db, Decisions decisions, Sessionless sessionless, Tokens tokens) {
        return new DecidedGrant(GrantType.CIBA, "auth_req_id", db, decisions, sessionless, tokens);
    }

    @Override
    public GrantType type() {
        return type;
    }

    @Override
    public TokenAnswer answer(ClientCall request) {
        // device_code or auth_req_id (REQUIRED)
        Client client = request.client();
        Decision decision = decisions.poll(client, parameter, request.require(parameter));
        Answer answer = Objects.requireNonNull(decision.answer(), "allowed by nobody");
        PreparedGrant grant = sessionless.prepare(request, answer.person(), decision.scopes(), answer.authentication());
        return tokens.issue(client, Refusal.unless(db.write(tx -> redeem(tx, decision, grant))));
    }

    private Exchange redeem(Tx tx, Decision decision, PreparedGrant grant) {
        return decisions.redeem(tx, decision)
                ? sessionless.start(tx, grant)
                : new Exchange.Refused(
                        Decisions.unknown(parameter), parameter + " lost to a request at the same moment");
    }
}
