package dev.taskwright.acceptance.harness;

import java.util.Random;

/** How hard this run tries: short counts in {@code test}, the full ones in {@code test --long}; and its seed. */
public final class Effort {
    private static final boolean LONG = Boolean.getBoolean("taskwright.long");

    private Effort() {}

    public static int count(int usual, int full) {
        return LONG ? full : usual;
    }

    /** The run's seed: {@code -Dtaskwright.seed}, else a fixed one, so that a plain {@code test} repeats. */
    public static long seed() {
        return Long.getLong("taskwright.seed", 20261121L);
    }

    public static Random random() {
        return new Random(seed());
    }
}
