package dev.taskwright.work.details;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A day, perhaps with a time of day, perhaps in a zone; what was not said stays unsaid.
 *
 * @param time null for the whole day
 * @param zone null for wherever one is
 */
public record Moment(
        LocalDate date, @Nullable LocalTime time, @Nullable ZoneId zone) implements TaskDate.End {
    /**
     * Whether this ends before {@code start} begins: as instants where both have a time and a zone, otherwise by the
     * calendar. A day without a time begins at its first moment and ends at its last.
     */
    boolean isBefore(Moment start) {
        if (time != null && zone != null && start.time != null && start.zone != null) {
            return date.atTime(time)
                    .atZone(zone)
                    .toInstant()
                    .isBefore(start.date.atTime(start.time).atZone(start.zone).toInstant());
        }
        LocalTime last = time == null ? LocalTime.MAX : time;
        LocalTime first = start.time == null ? LocalTime.MIN : start.time;
        return date.atTime(last).isBefore(start.date.atTime(first));
    }
}
