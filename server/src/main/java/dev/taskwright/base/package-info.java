/**
 * The words everyone in the house speaks: ids, who is calling, scopes, what can go wrong, a page of things.
 *
 * <p>Imports nothing but the JDK. Holds no rule of any one feature and no machinery.
 */
@NullMarked
package dev.taskwright.base;

import org.jspecify.annotations.NullMarked;
