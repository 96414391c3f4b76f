package dev.taskwright.oauth.consent;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Instant;

/** All that a person has allowed an app so far. */
public record Consent(UserId user, ClientId client, ScopeSet scopes, Instant decidedAt) {}
