/**
 * Which app sends a request that no browser carries, and its proof: the secret or a signed assertion. One way in for the
 * token endpoint and every other that apps call themselves. Makes the secrets, and opens those that apps sign with.
 *
 * <p>Owns the table {@code client_assertion} and no URL. What the app may do with the proof is for others to say.
 */
@NullMarked
package dev.taskwright.oauth.authentication;

import org.jspecify.annotations.NullMarked;
