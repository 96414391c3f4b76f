package dev.taskwright.oauth.grants;

import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.devices.DeviceAuthorization;
import dev.taskwright.oauth.devices.DeviceAuthorization.Answer;
import dev.taskwright.oauth.devices.Devices;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.tokens.Exchange;
import dev.taskwright.oauth.tokens.PreparedGrant;
import dev.taskwright.oauth.tokens.TokenAnswer;
import dev.taskwright.oauth.tokens.Tokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import java.util.Objects;

/** A device that a person has allowed, or not yet: RFC 8628, 3.4 and 3.5. */
public final class DeviceCodeGrant implements Grant {
    private final Db db;
    private final Devices devices;
    private final Sessionless sessionless;
    private final Tokens tokens;

    public DeviceCodeGrant(Db db, Devices devices, Sessionless sessionless, Tokens tokens) {
        this.db = db;
        this.devices = devices;
        this.sessionless = sessionless;
        this.tokens = tokens;
    }

    @Override
    public GrantType type() {
        return GrantType.DEVICE_CODE;
    }

    @Override
    public TokenAnswer answer(ClientCall request) {
        // device_code (REQUIRED)
        Client client = request.client();
        DeviceAuthorization device = devices.poll(client, request.require("device_code"));
        Answer answer = Objects.requireNonNull(device.answer(), "allowed by nobody");
        PreparedGrant grant = sessionless.prepare(client, answer.person(), device.scopes(), answer.authentication());
        return tokens.issue(client, Refusal.unless(db.write(tx -> redeem(tx, device, grant))));
    }

    private Exchange redeem(Tx tx, DeviceAuthorization device, PreparedGrant grant) {
        return devices.redeem(tx, device)
                ? sessionless.start(tx, grant)
                : new Exchange.Refused(
                        OAuthError.invalidGrant("the device_code is unknown, used or another app's"),
                        "device code lost to a request at the same moment");
    }
}
