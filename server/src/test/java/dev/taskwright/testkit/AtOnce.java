package dev.taskwright.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many requests that begin at the same moment. */
public final class AtOnce {
    public static final int MANY = 64;

    private AtOnce() {}

    /** What {@link #MANY} of them came to; {@code task} makes the one with this number. */
    public static <T> List<T> run(IntFunction<Callable<T>> task) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<T>> attempts = new ArrayList<>();
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < MANY; i++) {
                Callable<T> one = task.apply(i);
                attempts.add(threads.submit(() -> {
                    start.await();
                    return one.call();
                }));
            }
            start.countDown();
            for (Future<T> attempt : attempts) {
                results.add(attempt.get());
            }
        }
        return results;
    }
}
