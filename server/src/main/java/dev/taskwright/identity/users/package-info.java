/**
 * People: their handle, e-mail address, name and password, and who of them is disabled.
 *
 * <p>Owns the table {@code person} and no URL: a person's own pages are in {@code identity.signin}. Does not know
 * sessions, tokens or roles in a space; those look here whether their person may still come in.
 */
@NullMarked
package dev.taskwright.identity.users;

import org.jspecify.annotations.NullMarked;
