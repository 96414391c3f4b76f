/**
 * What the profiles of the OpenID Foundation's FAPI working group demand of the apps that are held to them, in one place:
 * of a registration, of requests and of what apps sign. The other rooms ask here at the step that a rule is about.
 *
 * <p>Owns no table and no URL. What a profile demands of every connection (TLS) is the server's, and what it demands of
 * tokens follows from {@link dev.taskwright.oauth.clients.SecurityRules}.
 */
@NullMarked
package dev.taskwright.oauth.profiles;

import org.jspecify.annotations.NullMarked;
