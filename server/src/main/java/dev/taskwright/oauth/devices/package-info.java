/**
 * Devices without a browser that ask to be allowed (RFC 8628): {@code /oauth2/device_authorization} and
 * {@code /connect/deviceauthorization}, where they ask; {@code /device}, where a person types the code that they show and
 * decides. Owns the table {@code device_authorization}.
 *
 * <p>Consent is remembered by {@code oauth.consent}; the device gets its tokens at the token endpoint, from
 * {@code oauth.grants}.
 */
@NullMarked
package dev.taskwright.oauth.devices;

import org.jspecify.annotations.NullMarked;
