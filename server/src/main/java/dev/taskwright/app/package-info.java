/**
 * The roof: the commands of {@code ./taskwright}, the wiring that builds every room once (one class per storey), the
 * server's start and stop, and the administration of a data folder, also while a server runs on it.
 *
 * <p>Nobody imports this package. It holds no rule of the product.
 */
@NullMarked
package dev.taskwright.app;

import org.jspecify.annotations.NullMarked;
