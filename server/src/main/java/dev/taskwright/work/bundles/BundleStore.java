package dev.taskwright.work.bundles;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.db.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables of bundles. */
final class BundleStore {
    /** An item as it is kept. */
    record Kept(String id, Kind kind, String data) {}

    List<Kept> items(Tx tx, SpaceId space) {
        return tx.handle()
                .createQuery("SELECT id, type, data FROM bundle_item WHERE space_id = :space ORDER BY id")
                .bind("space", space.value())
                .map((row, context) ->
                        new Kept(row.getString("id"), Kind.valueOf(row.getString("type")), row.getString("data")))
                .list();
    }

    void insert(Tx tx, SpaceId space, Kept item) {
        tx.handle()
                .createUpdate("INSERT INTO bundle_item (space_id, id, type, data) VALUES (:space, :id, :type, :data)")
                .bind("space", space.value())
                .bind("id", item.id())
                .bind("type", item.kind().name())
                .bind("data", item.data())
                .execute();
    }

    Optional<String> preferences(Tx tx, ProjectId project) {
        return tx.handle()
                .createQuery("SELECT data FROM bundle_preference WHERE project_id = :project")
                .bind("project", project.value())
                .mapTo(String.class)
                .findOne();
    }

    void insertPreferences(Tx tx, ProjectId project, String data) {
        tx.handle()
                .createUpdate("INSERT INTO bundle_preference (project_id, data) VALUES (:project, :data)")
                .bind("project", project.value())
                .bind("data", data)
                .execute();
    }

    void begin(Tx tx, SpaceId folder, Instant now) {
        tx.handle()
                .createUpdate("INSERT INTO bundle_import (space_id, started_at) VALUES (:space, :now)")
                .bind("space", folder.value())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** False when it was given up meanwhile. */
    boolean end(Tx tx, SpaceId folder) {
        return tx.handle()
                        .createUpdate("DELETE FROM bundle_import WHERE space_id = :space")
                        .bind("space", folder.value())
                        .execute()
                == 1;
    }

    List<SpaceId> begunBefore(Tx tx, Instant limit) {
        return tx.handle()
                .createQuery("SELECT space_id FROM bundle_import WHERE started_at < :limit")
                .bind("limit", limit.toEpochMilli())
                .map((row, context) -> new SpaceId(row.getString("space_id")))
                .list();
    }
}
