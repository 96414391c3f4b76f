package dev.taskwright.work.tasks;

import static dev.taskwright.platform.json.Shapes.array;
import static dev.taskwright.platform.json.Shapes.choice;
import static dev.taskwright.platform.json.Shapes.line;
import static dev.taskwright.platform.json.Shapes.object;
import static dev.taskwright.platform.json.Shapes.optional;
import static dev.taskwright.platform.json.Shapes.optionalOrNull;
import static dev.taskwright.platform.json.Shapes.out;
import static dev.taskwright.platform.json.Shapes.required;

import dev.taskwright.platform.json.Field;
import dev.taskwright.platform.json.In;
import dev.taskwright.platform.json.JsonOutput;
import dev.taskwright.platform.json.Out;
import dev.taskwright.platform.json.Scalar;
import dev.taskwright.platform.json.Schema;
import dev.taskwright.platform.json.Shapes;
import dev.taskwright.work.details.Assignee;
import dev.taskwright.work.details.Moment;
import dev.taskwright.work.details.Note;
import dev.taskwright.work.details.TaskDate;
import dev.taskwright.work.projects.ContentType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Assignees, dates and notes on the wire and in bundles. */
public final class DetailJson {
    private static final int MOST_ASSIGNEES = 100;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME_OF_DAY = Pattern.compile("\\d{2}:\\d{2}(?::\\d{2})?");
    private static final Pattern DURATION = Pattern.compile("P(?=.)(?:\\d+[YMWD])*(?:T(?:[\\d.]+[HMS])+)?");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

    static final Scalar<String> HANDLE = line(1, 100);

    static final Out<Assignee> USER = out("User", Assignee.class)
            .field("handle", Shapes.TEXT, Assignee::handle)
            .field("displayName", Shapes.TEXT, Assignee::name);

    private static final Field<List<String>> HANDLES = required("handles", array(HANDLE, 0, MOST_ASSIGNEES));
    static final In<List<String>> ASSIGNEES = object("Assignees", HANDLES).as(o -> o.get(HANDLES));

    private static final Field<ContentType> NOTE_TYPE =
            required("type", choice(ContentType::word, List.of(ContentType.values())));
    private static final Field<String> NOTE_VALUE = required("value", line(1, Note.LONGEST));
    static final In<Note> NEW_NOTE = object("TaskNotePut", NOTE_TYPE, NOTE_VALUE)
            .as(o -> new Note(o.get(NOTE_TYPE).word(), o.get(NOTE_VALUE)));
    public static final Out<Note> NOTE =
            out("TaskNote", Note.class).field("type", Shapes.TEXT, Note::type).field("value", Shapes.TEXT, Note::value);

    private static final Scalar<LocalDate> DATE =
            line(1, 20).as(DetailJson::day, LocalDate::toString).about("A day of the calendar, as 2026-05-04.");
    private static final Scalar<LocalTime> TIME =
            line(1, 20).as(DetailJson::time, SECONDS::format).about("A time of day, as 09:30 or 09:30:00.");
    private static final Scalar<ZoneId> ZONE =
            line(1, 100).as(DetailJson::zone, ZoneId::getId).about("A zone of the IANA database, as Europe/Vienna.");

    private static final Field<LocalDate> ITS_DATE = required("date", DATE);
    private static final Field<@Nullable LocalTime> ITS_TIME = optionalOrNull("time", TIME);
    private static final Field<@Nullable ZoneId> ITS_ZONE = optionalOrNull("timezone", ZONE);
    private static final In<Moment> NEW_MOMENT = object("DateGiven", ITS_DATE, ITS_TIME, ITS_ZONE)
            .as(o -> new Moment(o.get(ITS_DATE), o.get(ITS_TIME), o.get(ITS_ZONE)));
    private static final Field<Moment> START = required("start", NEW_MOMENT);
    private static final Field<@Nullable Moment> END = optional("end", NEW_MOMENT);
    static final In<TaskDate> NEW_DATE = object("TaskDatePut", START, END).as(o -> {
        TaskDate date = new TaskDate(o.get(START), o.get(END));
        if (!date.isInOrder()) {
            throw o.invalid(END, "must not be before the start");
        }
        return date;
    });

    private static final Out<Moment> MOMENT = out("TaskMoment", Moment.class)
            .field("date", DATE, Moment::date)
            .optional("time", TIME, Moment::time)
            .optional("timezone", ZONE, Moment::zone);
    private static final Out<TaskDate.Period> PERIOD = out("DatePeriod", TaskDate.Period.class)
            .field(
                    "period",
                    Shapes.TEXT.about("A duration of ISO 8601; it comes with imports alone."),
                    TaskDate.Period::iso);
    private static final Out<TaskDate.End> ITS_END = new Out<>() {
        @Override
        public void write(JsonOutput out, TaskDate.End end) {
            switch (end) {
                case Moment moment -> MOMENT.write(out, moment);
                case TaskDate.Period period -> PERIOD.write(out, period);
            }
        }

        @Override
        public Schema schema() {
            return new Schema(null, Map.of("anyOf", List.of(MOMENT.schema(), PERIOD.schema())));
        }
    };
    public static final Out<TaskDate> TASK_DATE = out("TaskDate", TaskDate.class)
            .field("start", MOMENT, TaskDate::start)
            .optional("end", ITS_END, TaskDate::end);

    /** A note that came from elsewhere: it may have several lines. */
    public static final In<Note> KEPT_NOTE = keptNote();

    /** A date that came from elsewhere: its end may be a period. */
    public static final In<TaskDate> KEPT_DATE = keptDate();

    private DetailJson() {}

    private static In<Note> keptNote() {
        Field<String> value = required("value", Shapes.text(1, Note.LONGEST));
        return object(List.of(NOTE_TYPE, value))
                .as(o -> new Note(o.get(NOTE_TYPE).word(), o.get(value)));
    }

    private static In<TaskDate> keptDate() {
        Field<@Nullable LocalDate> date = optional("date", DATE);
        Field<@Nullable String> period = optional("period", line(1, 100).as(DetailJson::period, text -> text));
        In<TaskDate.End> end = object(List.of(date, ITS_TIME, ITS_ZONE, period)).as(o -> {
            LocalDate day = o.get(date);
            String duration = o.get(period);
            if ((day == null) == (duration == null)) {
                throw o.invalid("must have either a date or a period");
            }
            return duration == null
                    ? new Moment(Objects.requireNonNull(day), o.get(ITS_TIME), o.get(ITS_ZONE))
                    : new TaskDate.Period(duration);
        });
        Field<TaskDate.@Nullable End> itsEnd = optionalOrNull("end", end);
        return object(List.of(START, itsEnd)).as(o -> {
            TaskDate kept = new TaskDate(o.get(START), o.get(itsEnd));
            if (!kept.isInOrder()) {
                throw o.invalid(itsEnd, "must not be before the start");
            }
            return kept;
        });
    }

    private static String period(String text) {
        if (!DURATION.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a duration such as P1D or PT2H");
        }
        return text;
    }

    private static LocalDate day(String text) {
        if (!DAY.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a date such as 2026-05-04");
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is no day of the calendar", e);
        }
    }

    private static LocalTime time(String text) {
        try {
            if (TIME_OF_DAY.matcher(text).matches()) {
                return LocalTime.parse(text);
            }
        } catch (DateTimeException noSuchTime) {
            // the same answer as for what does not look like one
        }
        throw new IllegalArgumentException("must be a time of day such as 09:30 or 09:30:00");
    }

    private static ZoneId zone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw new IllegalArgumentException("must be a zone of the IANA database, such as Europe/Vienna");
        }
        return ZoneId.of(text);
    }
}
