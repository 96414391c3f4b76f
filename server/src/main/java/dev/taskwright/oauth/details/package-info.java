/**
 * What authorization details mean (RFC 9396): the types this server knows, their rules, what is asked of a person, and how
 * far a token with them reaches.
 *
 * <p>Owns no table and no URL. There is one type, {@code taskwright_project}: some projects and what may be done in them.
 * Which projects a person sees it is told by the wiring. That a text is a list of objects with a type is {@code
 * oauth.protocol}; that the API keeps to the reach is {@code work}.
 */
@NullMarked
package dev.taskwright.oauth.details;

import org.jspecify.annotations.NullMarked;
