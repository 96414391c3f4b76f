package dev.taskwright.work.details;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.db.Tx;

/** What hangs at the tasks of one project, hung at those of a copy as well: the tasks with the same paths. */
final class CopyStore {
    private static final String SAME_PATHS = """
            JOIN node a ON a.project_id = d.project_id AND a.id = d.task_id
            JOIN node b ON b.project_id = :to AND b.path = a.path
            WHERE d.project_id = :from
            """;
    private static final String SEES_SPACE = """
            AND EXISTS (SELECT 1 FROM visible_space v WHERE v.person_id = d.person_id AND v.space_id = :space)
            """;

    void copyNotes(Tx tx, ProjectId from, ProjectId to) {
        copy(tx, """
                INSERT INTO task_note (project_id, task_id, type, value)
                SELECT :to, b.id, d.type, d.value FROM task_note d
                """ + SAME_PATHS, from, to);
    }

    void copyDates(Tx tx, ProjectId from, ProjectId to) {
        copy(tx, """
                INSERT INTO task_date (project_id, task_id, start_date, start_time, start_zone, end_date, end_time,
                                       end_zone, period)
                SELECT :to, b.id, d.start_date, d.start_time, d.start_zone, d.end_date, d.end_time, d.end_zone, d.period
                FROM task_date d
                """ + SAME_PATHS, from, to);
    }

    /** Only those who see the space. */
    void copyAssignees(Tx tx, ProjectId from, ProjectId to, SpaceId space) {
        copy(tx, """
                INSERT INTO task_assignee (project_id, task_id, person_id)
                SELECT :to, b.id, d.person_id FROM task_assignee d
                """ + SAME_PATHS + SEES_SPACE, from, to, space);
    }

    /** A value that is the id of a task of the project becomes that of the same task in the copy; people do not come. */
    void copyValues(Tx tx, ProjectId from, ProjectId to) {
        copy(tx, """
                INSERT INTO task_value (project_id, task_id, field_id, value, digest)
                SELECT :to, b.id, d.field_id, COALESCE('"' || there.id || '"', d.value), d.digest
                FROM task_value d
                LEFT JOIN node here ON here.project_id = :from AND here.id = substr(d.value, 2, length(d.value) - 2)
                LEFT JOIN node there ON there.project_id = :to AND there.path = here.path
                """ + SAME_PATHS + " AND d.value IS NOT NULL", from, to);
    }

    /** Those of people who see the space. */
    void copyPeople(Tx tx, ProjectId from, ProjectId to, SpaceId space) {
        copy(tx, """
                INSERT INTO task_value (project_id, task_id, field_id, person_id)
                SELECT :to, b.id, d.field_id, d.person_id FROM task_value d
                """ + SAME_PATHS + SEES_SPACE, from, to, space);
    }

    private static void copy(Tx tx, String sql, ProjectId from, ProjectId to) {
        tx.handle()
                .createUpdate(sql)
                .bind("from", from.value())
                .bind("to", to.value())
                .execute();
    }

    private static void copy(Tx tx, String sql, ProjectId from, ProjectId to, SpaceId space) {
        tx.handle()
                .createUpdate(sql)
                .bind("from", from.value())
                .bind("to", to.value())
                .bind("space", space.value())
                .execute();
    }
}
