package dev.taskwright.acceptance.durability;

import dev.taskwright.acceptance.harness.Api;
import dev.taskwright.acceptance.harness.Json;
import dev.taskwright.acceptance.harness.Reply;
import dev.taskwright.acceptance.harness.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Writers that create batches of tasks and complete some of them, until the server is gone. */
final class Storm {
    private final Api api;
    private final String project;
    private final Journal journal;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Throwable> troubles = new ConcurrentLinkedQueue<>();

    private Storm(Api api, String project, Journal journal) {
        this.api = api;
        this.project = project;
        this.journal = journal;
    }

    static Storm start(Api api, String project, Journal journal, int writers) {
        Storm storm = new Storm(api, project, journal);
        for (int writer = 0; writer < writers; writer++) {
            int number = writer;
            storm.threads.add(Thread.ofVirtual().start(() -> storm.write(number)));
        }
        return storm;
    }

    private void write(int writer) {
        try {
            for (int number = 0; ; number++) {
                String batch = journal.batch(writer, number);
                journal.beginCreate(batch);
                Reply reply = send("/projects/" + project + "/tasks/", Work.body(Journal.texts(batch)));
                journal.created(batch);
                String text = Work.text(reply.items().getFirst());
                journal.beginComplete(text);
                send("/projects/" + project + "/tasks/" + Work.id(reply.items().getFirst()) + "/complete", null);
                journal.completed(text);
            }
        } catch (IOException serverIsGone) {
            // What every writer waits for.
        } catch (AssertionError | RuntimeException e) {
            troubles.add(e);
        }
    }

    private Reply send(String path, Object body) throws IOException {
        return api.sendOrFail("POST", path, Optional.ofNullable(body).map(Json::text))
                .ok();
    }

    Queue<Throwable> troubles() {
        return troubles;
    }

    /** After the server's end. */
    void end() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        if (!troubles.isEmpty()) {
            throw new AssertionError("a writer was told something else than yes", troubles.peek());
        }
    }
}
