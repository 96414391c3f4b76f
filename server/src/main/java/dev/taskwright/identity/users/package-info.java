/**
 * People: their handle, e-mail address, name, password, picture and what else they say about themselves, and who of
 * them is disabled.
 *
 * <p>Owns the tables {@code person} and {@code person_picture} and the URL {@code /pictures/{digest}}; a person's own
 * pages are in {@code identity.signin}. Does not know sessions, tokens or roles in a space; those look here whether
 * their person may still come in.
 */
@NullMarked
package dev.taskwright.identity.users;

import org.jspecify.annotations.NullMarked;
