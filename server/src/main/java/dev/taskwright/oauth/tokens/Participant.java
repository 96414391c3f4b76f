package dev.taskwright.oauth.tokens;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.clients.ClientId;

/**
 * An app that a person used in one browser session.
 *
 * @param sid what the app's ID tokens call the session: the id of its authorization, so that two apps cannot compare
 */
public record Participant(ClientId client, UserId person, String sid) {}
