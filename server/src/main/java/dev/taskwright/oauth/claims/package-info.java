/**
 * What apps learn about a person and how it is asked for: the claims of each scope, requests for single claims, the
 * {@code sub} that an app sees, and how the person proved who they are.
 *
 * <p>Owns no table and no URL. Does not sign and does not answer: that is {@code oauth.messages} and those who call it.
 */
@NullMarked
package dev.taskwright.oauth.claims;

import org.jspecify.annotations.NullMarked;
