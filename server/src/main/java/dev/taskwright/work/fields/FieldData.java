package dev.taskwright.work.fields;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a field is: one record for each type of the contract, with what that type can be told. The words of {@link #type}
 * are the contract's, capitals and all.
 */
public sealed interface FieldData {
    /** Yes or no. The contract gives it no name of its own. */
    record Truth() implements FieldData {}

    /** A longer text. */
    record Note(@Nullable Filler filler) implements FieldData {}

    /** When the task was last changed. */
    record Timestamp() implements FieldData {}

    /** When the task was made. */
    record TimestampAt(@Nullable String displayName) implements FieldData {}

    /** Who made the task. */
    record TimestampAuthor(@Nullable String displayName) implements FieldData {}

    /**
     * One of some options.
     *
     * @param options by their ids, in the order in which they were given
     * @param defaultOption the id of one of them
     */
    record Select(
            String displayName,
            @Nullable String description,
            Map<String, Option> options,
            @Nullable String defaultOption,
            @Nullable Filler filler)
            implements FieldData {}

    /** @param rank orders the options, compared as text */
    record Option(
            String id,
            String name,
            String rank,
            @Nullable String description,
            @Nullable String color) {}

    record Numeric(String displayName, NumberFormat format) implements FieldData {}

    /** @param isUnique whether no two tasks of the project may have the same text in it */
    record Text(
            String displayName,
            @Nullable String description,
            @Nullable Filler filler,
            boolean isUnique) implements FieldData {}

    /**
     * A text of which only a hash is kept.
     *
     * @param minLength in characters
     * @param maxLength in characters, at least {@code minLength}; null for no limit of its own
     */
    record Password(
            @Nullable String title,
            @Nullable String description,
            String hashAlgorithm,
            int minLength,
            @Nullable Integer maxLength)
            implements FieldData {}

    /** A whole number from 0 to {@code max}, drawn as so many icons. */
    record Rating(String displayName, int max, String icon) implements FieldData {}

    /** Another task. */
    record Relationship(String displayName) implements FieldData {}

    /** A person. */
    record Assign(@Nullable String title, @Nullable String description) implements FieldData {}

    record DateTime(
            @Nullable String title,
            @Nullable String description,
            @Nullable DateFormat format) implements FieldData {}

    record DateRange(
            @Nullable String title,
            @Nullable String description,
            @Nullable DateFormat format) implements FieldData {}

    /** The task's own text. */
    record NodeText() implements FieldData {}

    /** Whether the task is completed. */
    record NodeCompleted() implements FieldData {}

    /** A file. */
    record Media(@Nullable String title, @Nullable String description) implements FieldData {}

    /** A type that another server knew and this one does not. */
    record Unimplemented() implements FieldData {}

    /** How a number is shown. */
    sealed interface NumberFormat {
        record Decimal() implements NumberFormat {}

        /** @param code as in ISO 4217: EUR */
        record Currency(String code) implements NumberFormat {}

        record Unit(String unit) implements NumberFormat {}
    }

    /**
     * How a date is shown.
     *
     * @param time whether the time of day is shown
     */
    record DateFormat(@Nullable Boolean time, @Nullable Zone zone) {}

    /** Whether a date's zone is shown, or which one is always meant. */
    sealed interface Zone {
        record Shown(boolean isShown) implements Zone {}

        /** @param id of the zone database: Europe/Vienna */
        record Fixed(String id) implements Zone {}
    }

    /** The contract's word for the type. */
    default String type() {
        return switch (this) {
            case Truth _ -> "boolean";
            case Note _ -> "Note";
            case Timestamp _ -> "Timestamp";
            case TimestampAt _ -> "TimestampAt";
            case TimestampAuthor _ -> "TimestampAuthor";
            case Select _ -> "Select";
            case Numeric _ -> "number";
            case Text _ -> "string";
            case Password _ -> "Password";
            case Rating _ -> "Rating";
            case Relationship _ -> "Relationship";
            case Assign _ -> "Assign";
            case DateTime _ -> "DateTime";
            case DateRange _ -> "DateRange";
            case NodeText _ -> "NodeText";
            case NodeCompleted _ -> "NodeCompleted";
            case Media _ -> "Media";
            case Unimplemented _ -> "Unimplemented";
        };
    }

    /** What people call it; null where they gave no name, or the type has none. */
    default @Nullable String name() {
        return switch (this) {
            case Truth _, Note _, Timestamp _, NodeText _, NodeCompleted _, Unimplemented _ -> null;
            case TimestampAt at -> at.displayName();
            case TimestampAuthor author -> author.displayName();
            case Select select -> select.displayName();
            case Numeric number -> number.displayName();
            case Text text -> text.displayName();
            case Password password -> password.title();
            case Rating rating -> rating.displayName();
            case Relationship relationship -> relationship.displayName();
            case Assign assign -> assign.title();
            case DateTime date -> date.title();
            case DateRange range -> range.title();
            case Media media -> media.title();
        };
    }

    /** Whether a task can be given a value; the others follow from the task, or are not understood. */
    default boolean isWritable() {
        return switch (this) {
            case Timestamp _, TimestampAt _, TimestampAuthor _, NodeText _, NodeCompleted _, Unimplemented _ -> false;
            case Truth _,
                    Note _,
                    Select _,
                    Numeric _,
                    Text _,
                    Password _,
                    Rating _,
                    Relationship _,
                    Assign _,
                    DateTime _,
                    DateRange _,
                    Media _ -> true;
        };
    }
}
