package dev.taskwright.identity.factors;

import java.time.Instant;

/**
 * That a person has an authenticator app.
 *
 * @param recoveryCodes how many of them are left
 */
public record SecondFactor(Instant addedAt, int recoveryCodes) {}
