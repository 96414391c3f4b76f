/**
 * The keys this server signs with: made on first start, sealed under the key file, published as a JWK set.
 * Owns the table {@code signing_key}. A key is announced, then active, then retired; all of them verify. They change by
 * themselves.
 *
 * <p>Does not know what is signed: claims are the business of {@code oauth.tokens}.
 */
@NullMarked
package dev.taskwright.oauth.keys;

import org.jspecify.annotations.NullMarked;
