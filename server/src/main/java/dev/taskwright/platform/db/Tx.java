package dev.taskwright.platform.db;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One transaction, valid only while the function it was handed to runs. */
public final class Tx {
    /** Something that other nodes and caches must forget; a null key means everything of the topic. */
    record Signal(String topic, @Nullable String key) {}

    private final Handle handle;
    private final boolean writes;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final List<Signal> signals = new ArrayList<>();

    Tx(Handle handle, boolean writes) {
        this.handle = handle;
        this.writes = writes;
    }

    /** The JDBI handle. Only a {@code *Store} may call this. */
    public Handle handle() {
        return handle;
    }

    /** Runs {@code action} on the caller's thread once the transaction is durable; not at all when it is rolled back. */
    public void afterCommit(Runnable action) {
        requireWrite();
        afterCommit.add(action);
    }

    /** Tells the listeners of {@code topic} on every node, once this is durable, that what they hold is stale. */
    public void signal(String topic, @Nullable String key) {
        requireWrite();
        signals.add(new Signal(topic, key));
    }

    List<Signal> signals() {
        return signals;
    }

    void runAfterCommit(Signals channel) {
        signals.forEach(signal -> channel.deliver(signal.topic(), signal.key()));
        afterCommit.forEach(Runnable::run);
    }

    private void requireWrite() {
        if (!writes) {
            throw new IllegalStateException("a reading transaction has nothing to tell");
        }
    }
}
