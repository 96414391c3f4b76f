package dev.taskwright.work.details;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code task_date}. */
final class DateStore {
    private static final String COLUMNS = "start_date, start_time, start_zone, end_date, end_time, end_zone, period";

    Optional<TaskDate> find(Tx tx, ProjectId project, TaskId task) {
        return tx.handle()
                .createQuery(
                        "SELECT %s FROM task_date WHERE project_id = :project AND task_id = :task".formatted(COLUMNS))
                .bind("project", project.value())
                .bind("task", task.value())
                .map((row, context) -> date(row))
                .findOne();
    }

    /** By task, of those that have one. */
    Map<TaskId, TaskDate> find(Tx tx, ProjectId project, List<String> tasks) {
        return tx.handle()
                .createQuery("SELECT task_id, %s FROM task_date WHERE project_id = :project AND task_id IN (<tasks>)"
                        .formatted(COLUMNS))
                .bindList("tasks", tasks)
                .bind("project", project.value())
                .reduceResultSet(new HashMap<>(), (dates, row, context) -> {
                    dates.put(new TaskId(row.getString("task_id")), date(row));
                    return dates;
                });
    }

    void upsert(Tx tx, ProjectId project, TaskId task, TaskDate date) {
        Moment end = date.end() instanceof Moment moment ? moment : null;
        tx.handle()
                .createUpdate("""
                        INSERT INTO task_date (project_id, task_id, start_date, start_time, start_zone, end_date,
                                               end_time, end_zone, period)
                        VALUES (:project, :task, :startDate, :startTime, :startZone, :endDate, :endTime, :endZone,
                                :period)
                        ON CONFLICT (project_id, task_id) DO UPDATE SET
                            start_date = excluded.start_date, start_time = excluded.start_time,
                            start_zone = excluded.start_zone, end_date = excluded.end_date,
                            end_time = excluded.end_time, end_zone = excluded.end_zone, period = excluded.period
                        """)
                .bind("project", project.value())
                .bind("task", task.value())
                .bind("startDate", date.start().date().toString())
                .bind("startTime", text(date.start().time()))
                .bind("startZone", text(date.start().zone()))
                .bind("endDate", end == null ? null : end.date().toString())
                .bind("endTime", end == null ? null : text(end.time()))
                .bind("endZone", end == null ? null : text(end.zone()))
                .bind("period", date.end() instanceof TaskDate.Period(String iso) ? iso : null)
                .execute();
    }

    boolean delete(Tx tx, ProjectId project, TaskId task) {
        return tx.handle()
                        .createUpdate("DELETE FROM task_date WHERE project_id = :project AND task_id = :task")
                        .bind("project", project.value())
                        .bind("task", task.value())
                        .execute()
                == 1;
    }

    private static TaskDate date(ResultSet row) throws SQLException {
        Moment start = moment(row.getString("start_date"), row.getString("start_time"), row.getString("start_zone"));
        String endDate = row.getString("end_date");
        if (endDate != null) {
            return new TaskDate(start, moment(endDate, row.getString("end_time"), row.getString("end_zone")));
        }
        String period = row.getString("period");
        return new TaskDate(start, period == null ? null : new TaskDate.Period(period));
    }

    private static Moment moment(String date, @Nullable String time, @Nullable String zone) {
        return new Moment(
                LocalDate.parse(date),
                time == null ? null : LocalTime.parse(time),
                zone == null ? null : ZoneId.of(zone));
    }

    private static @Nullable String text(@Nullable Object part) {
        return part == null ? null : part.toString();
    }
}
