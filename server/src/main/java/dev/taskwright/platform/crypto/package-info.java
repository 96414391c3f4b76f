/**
 * Secrets and what is done with them: random tokens, digests, password hashes, the key file and what is sealed under it,
 * and which cryptography provider does the work.
 *
 * <p>Owns no table and no URL. Knows nothing of users, apps or what a token is for.
 */
@NullMarked
package dev.taskwright.platform.crypto;

import org.jspecify.annotations.NullMarked;
