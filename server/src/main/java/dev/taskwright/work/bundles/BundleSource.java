package dev.taskwright.work.bundles;

import java.io.IOException;
import java.util.function.Consumer;

/** A bundle that was put down; can be read as often as one likes. */
interface BundleSource {
    /**
     * Hands over every item, files last.
     *
     * @return what the bundle calls itself; empty when it does not
     * @throws dev.taskwright.base.ProblemException {@code Invalid} saying what is wrong, and where
     */
    String read(Consumer<BundleItem> taker) throws IOException;
}
