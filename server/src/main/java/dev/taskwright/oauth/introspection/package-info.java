/**
 * Whether a token holds and what it opens, said to those who are shown one: the doors of this server here.
 *
 * <p>Owns no table and no URL. What a token is and what ends it is {@code oauth.tokens}.
 */
@NullMarked
package dev.taskwright.oauth.introspection;

import org.jspecify.annotations.NullMarked;
