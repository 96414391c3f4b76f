/**
 * Browser sessions: who is signed in behind a cookie, since when, and until when.
 *
 * <p>Owns the table {@code session} and the cookies {@code tw_session} and {@code tw_session_state}; no URL of its own.
 * Does not check passwords: {@code identity.signin} does, then starts a session here.
 */
@NullMarked
package dev.taskwright.identity.sessions;

import org.jspecify.annotations.NullMarked;
