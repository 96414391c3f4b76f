package dev.taskwright.acceptance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Work;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** What the writers of one round were told, kept outside of the server that is killed. */
final class Journal {
    static final int BATCH = 5;

    private final int round;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Set<String> created = ConcurrentHashMap.newKeySet();
    private final Set<String> completed = ConcurrentHashMap.newKeySet();
    private final Set<String> maybeCompleted = ConcurrentHashMap.newKeySet();

    Journal(int round) {
        this.round = round;
    }

    /** A task as the server tells of it. */
    record Task(String text, boolean completed) {
        static Task of(JsonNode item) {
            return new Task(Work.text(item), item.path("completed").asBoolean());
        }
    }

    String batch(int writer, int number) {
        return "r" + round + "w" + writer + "b" + number;
    }

    static String[] texts(String batch) {
        return IntStream.range(0, BATCH).mapToObj(i -> batch + "t" + i).toArray(String[]::new);
    }

    void beginCreate(String batch) {
        begun.add(batch);
    }

    void created(String batch) {
        created.add(batch);
        acknowledged.incrementAndGet();
    }

    void beginComplete(String text) {
        maybeCompleted.add(text);
    }

    void completed(String text) {
        completed.add(text);
        acknowledged.incrementAndGet();
    }

    int acknowledged() {
        return acknowledged.get();
    }

    /** Every acknowledged batch is whole, every other one whole or absent, completion likewise. */
    void requireIn(List<Task> tasks) {
        Set<String> texts = ConcurrentHashMap.newKeySet();
        Set<String> done = ConcurrentHashMap.newKeySet();
        tasks.forEach(task -> {
            texts.add(task.text());
            if (task.completed()) {
                done.add(task.text());
            }
        });
        for (String batch : begun) {
            long found = List.of(texts(batch)).stream().filter(texts::contains).count();
            if (created.contains(batch)) {
                assertThat(found).as("tasks of the acknowledged batch " + batch).isEqualTo(BATCH);
            } else {
                assertThat(found).as("tasks of the cut-off batch " + batch).isIn(0L, (long) BATCH);
            }
        }
        assertThat(done).containsAll(completed);
        assertThat(done.stream().filter(text -> text.startsWith("r" + round + "w")))
                .allSatisfy(text -> assertThat(maybeCompleted).contains(text));
    }
}
