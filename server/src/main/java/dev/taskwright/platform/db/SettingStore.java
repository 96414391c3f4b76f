package dev.taskwright.platform.db;

import java.util.Optional;

final class SettingStore {
    Optional<String> find(Tx tx, String name) {
        return tx.handle()
                .createQuery("SELECT value FROM server_setting WHERE name = :name")
                .bind("name", name)
                .map((row, context) -> row.getString(1))
                .findOne();
    }

    void insertIfAbsent(Tx tx, String name, String value) {
        tx.handle()
                .createUpdate("INSERT INTO server_setting (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING")
                .bind("name", name)
                .bind("value", value)
                .execute();
    }

    void upsert(Tx tx, String name, String value) {
        tx.handle().createUpdate("""
                        INSERT INTO server_setting (name, value) VALUES (:name, :value)
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value
                        """).bind("name", name).bind("value", value).execute();
    }
}
