package dev.taskwright.work.tree;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The table {@code node}. Every statement names one project and one range of paths, or one id. */
final class NodeStore {
    private static final String COLUMNS = "id, parent_id, path, format, text, delta, completed_at";
    private static final int BATCH = 1_000;

    Optional<Node> find(Tx tx, ProjectId project, TaskId id) {
        return tx.handle()
                .createQuery("SELECT %s FROM node WHERE project_id = :project AND id = :id".formatted(COLUMNS))
                .bind("project", project.value())
                .bind("id", id.value())
                .map((row, context) -> node(row))
                .findOne();
    }

    /** The title node, which every project has that is there. */
    Node title(Tx tx, ProjectId project) {
        return tx.handle()
                .createQuery("SELECT %s FROM node WHERE project_id = :project AND path = ''".formatted(COLUMNS))
                .bind("project", project.value())
                .map((row, context) -> node(row))
                .findOne()
                .orElseThrow(() -> ProblemException.notFound("Project"));
    }

    /** Nodes of any depth with a path from {@code from} to {@code to}, both excluded, in order. */
    List<Node> ascending(Tx tx, ProjectId project, String from, String to, int limit) {
        return range(tx, project, "path > :from AND path < :to ORDER BY path LIMIT :limit", from, to, limit);
    }

    /** The same from the end backwards. */
    List<Node> descending(Tx tx, ProjectId project, String from, String to, int limit) {
        return range(tx, project, "path > :from AND path < :to ORDER BY path DESC LIMIT :limit", from, to, limit);
    }

    /** Nodes of one depth between two paths, both excluded: children of one parent when the paths are its bounds. */
    List<Node> ascending(Tx tx, ProjectId project, int depth, String from, String to, int limit) {
        return range(
                tx,
                project,
                "depth = %d AND path > :from AND path < :to ORDER BY path LIMIT :limit".formatted(depth),
                from,
                to,
                limit);
    }

    List<Node> descending(Tx tx, ProjectId project, int depth, String from, String to, int limit) {
        return range(
                tx,
                project,
                "depth = %d AND path > :from AND path < :to ORDER BY path DESC LIMIT :limit".formatted(depth),
                from,
                to,
                limit);
    }

    private static List<Node> range(Tx tx, ProjectId project, String where, String from, String to, int limit) {
        return tx.handle()
                .createQuery("SELECT %s FROM node WHERE project_id = :project AND %s".formatted(COLUMNS, where))
                .bind("project", project.value())
                .bind("from", from)
                .bind("to", to)
                .bind("limit", limit)
                .map((row, context) -> node(row))
                .list();
    }

    /** The depth of the deepest node of a subtree. */
    int deepest(Tx tx, ProjectId project, NodePath top) {
        return tx.handle()
                .createQuery("""
                        SELECT MAX(depth) FROM node WHERE project_id = :project AND path >= :from AND path < :to
                        """)
                .bind("project", project.value())
                .bind("from", top.value())
                .bind("to", top.end())
                .mapTo(Integer.class)
                .one();
    }

    void insert(Tx tx, ProjectId project, List<Node> nodes, @Nullable UserId author, Instant now) {
        for (int start = 0; start < nodes.size(); start += BATCH) {
            insertBatch(tx, project, nodes.subList(start, Math.min(start + BATCH, nodes.size())), author, now);
        }
    }

    private static void insertBatch(Tx tx, ProjectId project, List<Node> nodes, @Nullable UserId author, Instant now) {
        PreparedBatch batch = tx.handle().prepareBatch("""
                INSERT INTO node (project_id, id, parent_id, path, depth, format, text, delta, completed_at, created_by,
                                  created_at, updated_at)
                VALUES (:project, :id, :parent, :path, :depth, :format, :text, :delta, :completed, :author, :now, :now)
                """);
        for (Node node : nodes) {
            batch.bind("project", project.value())
                    .bind("id", node.id().value())
                    .bind("parent", value(node.parentId()))
                    .bind("path", node.path().value())
                    .bind("depth", node.depth())
                    .bind("format", node.format().word())
                    .bind("text", node.text())
                    .bind("delta", node.delta())
                    .bind("completed", millis(node.completedAt()))
                    .bind("author", author == null ? null : (Integer) author.value())
                    .bind("now", now.toEpochMilli())
                    .add();
        }
        batch.execute();
    }

    void updateContent(Tx tx, ProjectId project, TaskId id, String text, @Nullable String delta, Instant now) {
        tx.handle()
                .createUpdate("""
                        UPDATE node SET text = :text, delta = :delta, updated_at = :now
                        WHERE project_id = :project AND id = :id
                        """)
                .bind("project", project.value())
                .bind("id", id.value())
                .bind("text", text)
                .bind("delta", delta)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    void updateCompleted(Tx tx, ProjectId project, TaskId id, @Nullable Instant completedAt, Instant now) {
        tx.handle()
                .createUpdate("""
                        UPDATE node SET completed_at = :completed, updated_at = :now
                        WHERE project_id = :project AND id = :id
                        """)
                .bind("project", project.value())
                .bind("id", id.value())
                .bind("completed", millis(completedAt))
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Hangs a whole subtree elsewhere: one row written per node of it. */
    void updatePath(Tx tx, ProjectId project, NodePath from, NodePath to) {
        tx.handle()
                .createUpdate("""
                        UPDATE node SET path = :to || substr(path, :behind), depth = depth + :deeper
                        WHERE project_id = :project AND path >= :from AND path < :end
                        """)
                .bind("project", project.value())
                .bind("from", from.value())
                .bind("end", from.end())
                .bind("to", to.value())
                .bind("behind", from.value().length() + 1)
                .bind("deeper", to.depth() - from.depth())
                .execute();
    }

    void updateParent(Tx tx, ProjectId project, TaskId id, TaskId parent, Instant now) {
        tx.handle()
                .createUpdate("""
                        UPDATE node SET parent_id = :parent, updated_at = :now
                        WHERE project_id = :project AND id = :id
                        """)
                .bind("project", project.value())
                .bind("id", id.value())
                .bind("parent", parent.value())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Removes a whole subtree; returns how many nodes that were. */
    int delete(Tx tx, ProjectId project, NodePath top) {
        return tx.handle()
                .createUpdate("DELETE FROM node WHERE project_id = :project AND path >= :from AND path < :to")
                .bind("project", project.value())
                .bind("from", top.value())
                .bind("to", top.end())
                .execute();
    }

    private static @Nullable String value(@Nullable TaskId id) {
        return id == null ? null : id.value();
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static Node node(ResultSet row) throws SQLException {
        String parent = row.getString("parent_id");
        long completed = row.getLong("completed_at");
        boolean open = row.wasNull();
        return new Node(
                new TaskId(row.getString("id")),
                parent == null ? null : new TaskId(parent),
                new NodePath(row.getString("path")),
                NodeFormat.of(row.getString("format")),
                row.getString("text"),
                row.getString("delta"),
                open ? null : Instant.ofEpochMilli(completed));
    }
}
