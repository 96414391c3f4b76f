/**
 * Signing out of this server and of the apps: RP-Initiated, Session Management, Front-Channel and Back-Channel Logout.
 * URLs: {@code /oauth2/logout}, {@code /connect/endsession}, {@code /oauth2/checksession}, {@code /connect/checksession}.
 *
 * <p>Owns no table. Nothing that arrives signs anybody out by itself: the person is asked, always.
 */
@NullMarked
package dev.taskwright.oauth.logout;

import org.jspecify.annotations.NullMarked;
