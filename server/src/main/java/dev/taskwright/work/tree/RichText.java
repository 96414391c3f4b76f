package dev.taskwright.work.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Text with inline formatting: runs in reading order, none empty, no two neighbours in the same style. */
public record RichText(List<Span> spans) {
    public static final RichText EMPTY = new RichText(List.of());

    public RichText {
        spans = List.copyOf(spans);
    }

    /** Runs as they come: empty ones are left out, neighbours in one style joined. */
    public static RichText of(List<Span> runs) {
        Builder text = new Builder();
        runs.forEach(run -> text.add(run.text(), run.marks(), run.link()));
        return text.build();
    }

    public static RichText plain(String text) {
        return text.isEmpty() ? EMPTY : new RichText(List.of(Span.plain(text)));
    }

    /** The bare characters, which is what the API calls a task's text. */
    public String text() {
        return spans.size() == 1
                ? spans.getFirst().text()
                : spans.stream().map(Span::text).collect(Collectors.joining());
    }

    public boolean isPlain() {
        return spans.stream().allMatch(Span::isPlain);
    }

    boolean isBlank() {
        return spans.stream().allMatch(span -> span.text().isBlank());
    }

    /** The characters from {@code from} up to {@code to} of {@link #text}, with their styles. */
    RichText slice(int from, int to) {
        Builder slice = new Builder();
        int start = 0;
        for (Span span : spans) {
            int end = start + span.text().length();
            if (end > from && start < to) {
                String part = span.text().substring(Math.max(from - start, 0), Math.min(to, end) - start);
                slice.add(part, span.marks(), span.link());
            }
            start = end;
        }
        return slice.build();
    }

    /** Without white space at either end. */
    RichText strip() {
        String text = text();
        int from = text.length() - text.stripLeading().length();
        int to = text.stripTrailing().length();
        return from == 0 && to == text.length() ? this : slice(from, Math.max(from, to));
    }

    /** One text for each line. */
    List<RichText> lines() {
        String text = text();
        List<RichText> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(slice(start, end));
            start = end + 1;
        }
        lines.add(slice(start, text.length()));
        return lines;
    }

    /** Gathers runs, joining neighbours of one style. */
    static final class Builder {
        private final List<Span> done = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private Span style = Span.plain("");

        Builder add(String more, Set<Mark> marks, @Nullable String link) {
            if (more.isEmpty()) {
                return this;
            }
            Span next = new Span("", marks, link);
            if (!style.looksLike(next)) {
                close();
                style = next;
            }
            text.append(more);
            return this;
        }

        Builder add(RichText more) {
            more.spans().forEach(span -> add(span.text(), span.marks(), span.link()));
            return this;
        }

        private void close() {
            if (!text.isEmpty()) {
                done.add(new Span(text.toString(), style.marks(), style.link()));
                text.setLength(0);
            }
        }

        RichText build() {
            close();
            return done.isEmpty() ? EMPTY : new RichText(done);
        }
    }
}
