package dev.taskwright.work.tree;

import java.util.stream.Collectors;

/** Draws drafts as indented lines, so that a test shows a whole tree at a glance. */
final class Trees {
    private Trees() {}

    /** One line per node: two blanks per level, the format, {@code x} when completed, the marked text. */
    static String draw(NodeDraft node) {
        StringBuilder lines = new StringBuilder();
        draw(node, "", lines);
        return lines.toString();
    }

    private static void draw(NodeDraft node, String indent, StringBuilder lines) {
        lines.append(indent).append(node.format().word()).append(node.isCompleted() ? " x " : " ");
        lines.append(marked(node.content()).replace("\n", "\\n")).append('\n');
        node.children().forEach(child -> draw(child, indent + "  ", lines));
    }

    /** Each formatted run as {@code <bold,italic>text<>}, links with {@code ->address}. */
    static String marked(RichText text) {
        return text.spans().stream().map(Trees::marked).collect(Collectors.joining());
    }

    private static String marked(Span span) {
        if (span.isPlain()) {
            return span.text();
        }
        String marks = span.marks().stream().sorted().map(Mark::attribute).collect(Collectors.joining(","));
        return "<" + marks + (span.link() == null ? "" : "->" + span.link()) + ">" + span.text() + "<>";
    }
}
