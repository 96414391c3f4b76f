package dev.taskwright.work.projects;

import dev.taskwright.base.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets only a few large texts become projects at a time. The tree of a megabyte of Markdown takes a hundred times the
 * memory of the text, and many at once would end the process.
 */
final class LargeTexts {
    private static final int LARGE = 64 * 1024;

    private final Semaphore turns;
    private final Duration patience;

    LargeTexts(int atATime, Duration patience) {
        this.turns = new Semaphore(atATime, true);
        this.patience = patience;
    }

    /**
     * Does {@code work}, at once for a small text, in turn for a large one.
     *
     * @throws ProblemException {@code Unavailable} when the turn does not come in time
     */
    <T> T inTurn(String text, Supplier<T> work) {
        if (text.length() < LARGE) {
            return work.get();
        }
        await();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private void await() {
        try {
            if (turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ProblemException.unavailable("Too many large texts are being imported; try again", patience);
    }
}
