/**
 * The keys this server signs with, and those that apps encrypt to: sealed under the key file, published as a JWK set.
 * Owns the tables {@code signing_key} and {@code decryption_key}. A signing key is announced, then active, then retired; all
 * of them verify. They change by themselves.
 *
 * <p>Does not know what is signed: claims are the business of {@code oauth.tokens}.
 */
@NullMarked
package dev.taskwright.oauth.keys;

import org.jspecify.annotations.NullMarked;
