package dev.taskwright.oauth.authorize;

import dev.taskwright.oauth.requests.AuthorizeParameters;
import org.jspecify.annotations.Nullable;

/**
 * A request that has just come, as it counts: a request object read, a pushed request found.
 *
 * @param pushed digest of the pushed request's address; null when nothing was pushed
 */
record Arrival(AuthorizeParameters parameters, @Nullable String pushed) {}
