package dev.taskwright.work.tree;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The tree of a project as Markdown that {@link MarkdownReader} reads back. What Markdown has no form for is written in
 * the nearest one: text with children becomes a list item, a heading inside a list bold text.
 */
final class MarkdownWriter {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>~|&!]");
    private static final Pattern LINE_MARK = Pattern.compile("(?m)^( *|\\d{1,9}(?=[.)]))([#+=>.)-])");
    private static final Pattern IN_ADDRESS = Pattern.compile("[\\\\<>&]");
    private static final int SMALLEST_HEADING = 6;

    /** What the node above left open: how far its children are indented, and the level of the heading they are under. */
    private record Frame(int depth, int indent, int heading) {}

    private final StringBuilder out = new StringBuilder();
    private final Deque<Frame> open = new ArrayDeque<>();
    private boolean inList;

    private MarkdownWriter() {}

    /** {@code nodes} in pre-order, the title first. */
    static String write(List<Node> nodes) {
        MarkdownWriter writer = new MarkdownWriter();
        for (int i = 0; i < nodes.size(); i++) {
            boolean hasChildren = i + 1 < nodes.size() && nodes.get(i).holds(nodes.get(i + 1));
            writer.add(nodes.get(i), hasChildren);
        }
        return writer.out.toString();
    }

    private void add(Node node, boolean hasChildren) {
        while (!open.isEmpty() && open.element().depth() >= node.depth()) {
            open.pop();
        }
        if (open.isEmpty()) {
            heading(node, 1);
            return;
        }
        Frame above = open.element();
        boolean isHeading = node.format() == NodeFormat.H1 || node.format() == NodeFormat.H2;
        boolean underHeading = above.indent() == 0 && above.heading() > 0;
        if (isHeading && underHeading && above.heading() < SMALLEST_HEADING) {
            heading(node, node.format() == NodeFormat.H1 && node.depth() == 1 ? 1 : above.heading() + 1);
        } else if (node.format() == NodeFormat.TEXT && !hasChildren) {
            paragraph(node, above);
        } else {
            item(node, above, isHeading);
        }
    }

    private void heading(Node node, int level) {
        blankLine();
        out.append("#".repeat(level)).append(' ');
        out.append(inline(node.content()).replace("\n", " ")).append('\n');
        open.push(new Frame(node.depth(), 0, level));
        inList = false;
    }

    private void paragraph(Node node, Frame above) {
        blankLine();
        String code = node.text();
        boolean isBlock = code.contains("\n") && node.content().spans().stream().allMatch(s -> s.has(Mark.CODE));
        String fence = "`".repeat(Math.max(3, longestRun(code) + 1));
        String text = isBlock ? fence + "\n" + code + "\n" + fence : inline(node.content());
        String indent = " ".repeat(above.indent());
        text.lines()
                .forEach(line ->
                        out.append(line.isEmpty() ? "" : indent).append(line).append('\n'));
        inList = false;
    }

    private void item(Node node, Frame above, boolean bold) {
        if (!inList) {
            blankLine();
        }
        String marker = switch (node.format()) {
            case CHECKBOX, CIRCLE_CHECK -> node.isCompleted() ? "- [x] " : "- [ ] ";
            case NUMBER, ALPHA -> "1. ";
            case BULLET, TEXT, H1, H2 -> "- ";
        };
        int inner = above.indent() + (marker.startsWith("1") ? 3 : 2);
        String text = inline(node.content()).replace("\n", "\n" + " ".repeat(inner));
        out.append(" ".repeat(above.indent())).append(marker);
        out.append(bold ? "**" + text + "**" : text).append('\n');
        open.push(new Frame(node.depth(), inner, above.heading()));
        inList = true;
    }

    private void blankLine() {
        if (!out.isEmpty()) {
            out.append('\n');
        }
    }

    static String inline(RichText content) {
        StringBuilder text = new StringBuilder();
        for (Span span : content.spans()) {
            text.append(span(span));
        }
        return LINE_MARK.matcher(text).replaceAll("$1\\\\$2");
    }

    /** Marks must touch a letter on their inner side: white space at the ends of a run goes outside, except in code. */
    private static String span(Span span) {
        String core = span.has(Mark.CODE) ? span.text() : span.text().strip();
        if (core.isEmpty()) {
            return span.text();
        }
        int start = span.text().indexOf(core);
        String text = span.has(Mark.CODE) ? code(core) : SPECIAL.matcher(core).replaceAll("\\\\$0");
        for (Mark mark :
                span.marks().stream().sorted(Collections.reverseOrder()).toList()) {
            String sign = switch (mark) {
                case BOLD -> "**";
                case ITALIC -> "*";
                case UNDERLINE -> "__";
                case STRIKE -> "~~";
                case CODE -> "";
            };
            text = sign + text + sign;
        }
        if (span.link() != null) {
            text = "[" + text + "](<" + IN_ADDRESS.matcher(span.link()).replaceAll("\\\\$0") + ">)";
        }
        return span.text().substring(0, start) + text + span.text().substring(start + core.length());
    }

    private static String code(String text) {
        String ticks = "`".repeat(longestRun(text) + 1);
        boolean isBare = text.startsWith("`") || text.endsWith("`");
        boolean wouldLoseSpaces = text.startsWith(" ") && text.endsWith(" ") && !text.isBlank();
        String pad = isBare || wouldLoseSpaces ? " " : "";
        return ticks + pad + text + pad + ticks;
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
