package dev.taskwright.doors.web;

import dev.taskwright.base.ProblemException;
import java.util.stream.Stream;

/** The types of fields that people can choose from, with what they call them, the usual ones first. */
enum FieldType {
    TEXT("string", "Text"),
    SELECT("Select", "Options to choose from"),
    NUMBER("number", "Number"),
    TRUTH("boolean", "Yes or no"),
    DATE("DateTime", "Date"),
    RANGE("DateRange", "Dates from and to"),
    PERSON("Assign", "Person"),
    RATING("Rating", "Rating"),
    FILE("Media", "File"),
    TASK("Relationship", "Another task"),
    NOTE("Note", "Longer text"),
    PASSWORD("Password", "Password"),
    MADE("TimestampAt", "When the task was made"),
    MAKER("TimestampAuthor", "Who made the task"),
    CHANGED("Timestamp", "When the task was changed"),
    CONTENT("NodeText", "The task's text"),
    COMPLETED("NodeCompleted", "Whether it is completed"),
    UNKNOWN("Unimplemented", "Unknown to this server");

    private final String word;
    private final String label;

    FieldType(String word, String label) {
        this.word = word;
        this.label = label;
    }

    /** The contract's word. */
    String word() {
        return word;
    }

    String label() {
        return label;
    }

    /** One that can be chosen for a new field. */
    static FieldType chosen(String word) {
        return choices()
                .filter(type -> type.word.equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("Type of field"));
    }

    static FieldType of(String word) {
        return Stream.of(values())
                .filter(type -> type.word.equals(word))
                .findFirst()
                .orElse(UNKNOWN);
    }

    static Stream<FieldType> choices() {
        return Stream.of(values()).filter(type -> type != UNKNOWN);
    }
}
