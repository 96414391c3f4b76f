package dev.taskwright.platform.db;

import java.util.Optional;

/** Small facts about this installation that every node must agree on, as text by name. */
public final class Settings {
    private final SettingStore store = new SettingStore();

    public Optional<String> get(Tx tx, String name) {
        return store.find(tx, name);
    }

    /** Keeps the value that is there already, and returns the one that holds now. */
    public String putIfAbsent(Tx tx, String name, String value) {
        store.insertIfAbsent(tx, name, value);
        return store.find(tx, name).orElseThrow();
    }

    public void put(Tx tx, String name, String value) {
        store.upsert(tx, name, value);
    }
}
