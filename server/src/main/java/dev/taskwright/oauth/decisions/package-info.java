/**
 * Questions that apps have put to people, and poll for the answer of: by a device (RFC 8628, 3.4), by backchannel (CIBA
 * Core, 7.3). One place says which step follows which, and that each is taken once. Owns the table {@code decision}.
 *
 * <p>Has no URL. How a question is put is for {@code oauth.devices} and {@code oauth.backchannel}; the app polls at the
 * token endpoint, {@code oauth.grants}.
 */
@NullMarked
package dev.taskwright.oauth.decisions;

import org.jspecify.annotations.NullMarked;
