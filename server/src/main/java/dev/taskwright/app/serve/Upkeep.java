package dev.taskwright.app.serve;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps out what has expired: every few minutes while the server runs, a room at a time. */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("taskwright-upkeep").daemon().factory());

    private Upkeep() {}

    static Upkeep start(List<Runnable> sweeps) {
        Upkeep upkeep = new Upkeep();
        for (Runnable sweep : sweeps) {
            Future<?> _ = upkeep.timer.scheduleWithFixedDelay(
                    () -> run(sweep), EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
        }
        return upkeep;
    }

    private static void run(Runnable sweep) {
        try {
            sweep.run();
        } catch (RuntimeException e) {
            // The schedule would end with the first failure; the next round may well succeed.
            LOG.warn("A sweep of expired rows failed: {}", e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
