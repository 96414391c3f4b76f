/**
 * Authorization requests: reading their parameters and request objects, and the checks in their one order. Whoever brings
 * such a request, by an address, a form or otherwise, has it checked here.
 *
 * <p>Owns no table and shows nothing. What happens with a request that is right is said in {@code oauth.authorize}.
 */
@NullMarked
package dev.taskwright.oauth.requests;

import org.jspecify.annotations.NullMarked;
