/**
 * What this server says to an app in signed or encrypted form: ID tokens, userinfo, logout tokens. Signed as the app
 * registered it and encrypted to the app's keys.
 *
 * <p>Owns no table and no URL. What a message says is for those who write it.
 */
@NullMarked
package dev.taskwright.oauth.messages;

import org.jspecify.annotations.NullMarked;
