package dev.taskwright.work.tree;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.parser.Parser;

/**
 * Markdown inside one node: inline formatting only, line by line, so that the number of nodes never depends on the text.
 * Holds no state and may be shared between threads.
 */
public final class LineReader {
    private static final Pattern MARKER = Pattern.compile(
            " {0,3}(?:[-*+] +\\[(?<box>[ xX])\\] |(?<bullet>[-*+]) |(?<number>\\d{1,9}[.)]) |(?<heading>#{1,6}) |\\[ ?\\] )");

    /**
     * Put before each line and taken off again: a line that starts with this is neither the definition of a link nor
     * indented, and an underscore after it may still open emphasis.
     */
    private static final String GUARD = ".";

    private final Parser parser = Parser.builder()
            .enabledBlockTypes(Set.of())
            .extensions(List.of(AutolinkExtension.create(), StrikethroughExtension.create()))
            .maxInlineNesting(100)
            .build();

    /** The content as it stands, with its inline formatting; markers at its start stay literal. */
    public RichText read(String markdown) {
        RichText.Builder text = new RichText.Builder();
        String[] lines = markdown.split("\r\n|\r|\n", -1);
        for (int i = 0; i < lines.length; i++) {
            text.add(RichText.plain(i == 0 ? "" : "\n")).add(line(lines[i]));
        }
        return text.build();
    }

    /** The content as Markdown that {@link #read} gives back: its bare characters where they mean nothing else. */
    public String write(RichText content) {
        boolean isBare = content.isPlain() && read(content.text()).equals(content);
        return isBare ? content.text() : MarkdownWriter.inline(content);
    }

    /** A new node: a marker at the start of the content gives format and completion, a check box otherwise. */
    public NodeDraft draft(String markdown) {
        Matcher marker = MARKER.matcher(markdown);
        if (!marker.lookingAt()) {
            return new NodeDraft(NodeFormat.CHECKBOX, read(markdown), false);
        }
        RichText content = read(markdown.substring(marker.end()));
        String box = marker.group("box");
        return new NodeDraft(format(marker), content, box != null && !box.isBlank());
    }

    private static NodeFormat format(Matcher marker) {
        if (marker.group("bullet") != null) {
            return NodeFormat.BULLET;
        }
        if (marker.group("number") != null) {
            return NodeFormat.NUMBER;
        }
        String heading = marker.group("heading");
        if (heading != null) {
            return heading.length() == 1 ? NodeFormat.H1 : NodeFormat.H2;
        }
        return NodeFormat.CHECKBOX;
    }

    private RichText line(String line) {
        RichText read = InlineReader.read(parser.parse(GUARD + line).getFirstChild());
        return read.slice(GUARD.length(), read.text().length());
    }
}
