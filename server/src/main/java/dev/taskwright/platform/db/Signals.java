package dev.taskwright.platform.db;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * News of writes that must be effective at once on every node. Within the node they are delivered as the write returns;
 * to the other nodes on the same PostgreSQL they travel by NOTIFY, within a second.
 */
public final class Signals {
    private final Map<String, List<Consumer<@Nullable String>>> listeners = new ConcurrentHashMap<>();
    private volatile boolean live = true;

    Signals() {}

    /** Calls {@code listener} with each key signalled on {@code topic}; null means that any key may be stale. */
    public void on(String topic, Consumer<@Nullable String> listener) {
        listeners.computeIfAbsent(topic, t -> new CopyOnWriteArrayList<>()).add(listener);
    }

    /** A bounded cache that this topic's signals empty, and that is passed by while the channel is down. */
    public <V> SharedCache<V> cache(String topic, int mostEntries, Duration longest) {
        SharedCache<V> cache = new SharedCache<>(this, mostEntries, longest);
        on(topic, cache::forget);
        return cache;
    }

    /** False while this node cannot hear the others: nothing remembered may then be relied on. */
    public boolean live() {
        return live;
    }

    void deliver(String topic, @Nullable String key) {
        for (Consumer<@Nullable String> listener : listeners.getOrDefault(topic, List.of())) {
            listener.accept(key);
        }
    }

    /** The channel is gone or back: either way something may have been missed. */
    void channelIs(boolean up) {
        live = false;
        listeners.keySet().forEach(topic -> deliver(topic, null));
        live = up;
    }
}
