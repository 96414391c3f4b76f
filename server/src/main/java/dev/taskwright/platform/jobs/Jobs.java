package dev.taskwright.platform.jobs;

import dev.taskwright.platform.db.Tx;
import java.time.InstantSource;

/** Writes down work to be done. */
public final class Jobs {
    /** Signalled when there is something to do. */
    static final String TOPIC = "job";

    private final JobStore store = new JobStore();
    private final InstantSource clock;

    public Jobs(InstantSource clock) {
        this.clock = clock;
    }

    /** Due at once, if the transaction commits. The payload holds no secret. */
    public void add(Tx tx, String kind, String payload) {
        store.insert(tx, kind, payload, clock.instant());
        tx.signal(TOPIC, null);
    }
}
