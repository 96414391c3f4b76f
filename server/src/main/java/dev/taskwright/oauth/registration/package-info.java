/**
 * Apps register themselves and manage their registration: {@code /oauth2/register} and below, under {@code /connect} too;
 * who may, and on whose word.
 *
 * <p>Owns the tables {@code client_registration} and {@code registration_token}. What a registration may say is for
 * {@code oauth.apps}.
 */
@NullMarked
package dev.taskwright.oauth.registration;

import org.jspecify.annotations.NullMarked;
