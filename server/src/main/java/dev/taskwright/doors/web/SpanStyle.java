package dev.taskwright.doors.web;

import dev.taskwright.work.tree.Mark;
import dev.taskwright.work.tree.Span;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the runs of a text look on a page. */
public final class SpanStyle {
    private SpanStyle() {}

    public static boolean isStyled(Span span) {
        return Stream.of(Mark.values()).anyMatch(span::has);
    }

    /** The classes of a run: {@code "bold italic"}. */
    public static String classes(Span span) {
        return Stream.of(Mark.values())
                .filter(mark -> mark != Mark.CODE && span.has(mark))
                .map(mark -> mark.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }
}
