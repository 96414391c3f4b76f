package dev.taskwright.platform.db;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was read, until a signal says that it changed. A load that overlaps a signal for its key is dropped
 * with it: Caffeine makes {@code invalidate} wait for the load in progress.
 */
public final class SharedCache<V> {
    private final Signals signals;
    private final Cache<String, V> entries;

    SharedCache(Signals signals, int mostEntries, Duration longest) {
        this.signals = signals;
        this.entries = Caffeine.newBuilder()
                .maximumSize(mostEntries)
                .expireAfterWrite(longest)
                .build();
    }

    /** The remembered value or else the loaded one; null, which is not remembered, when the loader finds nothing. */
    public @Nullable V get(String key, Function<String, ? extends @Nullable V> loader) {
        return signals.live() ? entries.get(key, loader) : loader.apply(key);
    }

    public void forget(@Nullable String key) {
        if (key == null) {
            entries.invalidateAll();
        } else {
            entries.invalidate(key);
        }
    }
}
