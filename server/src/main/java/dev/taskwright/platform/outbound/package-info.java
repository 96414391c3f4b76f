/**
 * The one way in which this server asks other machines: public addresses only, unless the operator opened more; the
 * address that was checked is the address that is called; bounded in time and size; no redirect is followed.
 *
 * <p>Owns no table and no URL. What the answers mean is for the caller to know.
 */
@NullMarked
package dev.taskwright.platform.outbound;

import org.jspecify.annotations.NullMarked;
