package dev.taskwright.work.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * The inline content of one parsed block as {@link RichText}. Walks without recursion: how deep inline elements nest is up
 * to whoever wrote the text.
 */
final class InlineReader {
    private record Style(Set<Mark> marks, @Nullable String link, int textBefore) {}

    private final RichText.Builder text = new RichText.Builder();
    private final Deque<Style> styles = new ArrayDeque<>();
    private int length;

    private InlineReader() {
        styles.push(new Style(Set.of(), null, 0));
    }

    static RichText read(Node block) {
        InlineReader reader = new InlineReader();
        reader.walk(block);
        return reader.text.build();
    }

    private void walk(Node root) {
        Node node = root;
        int depth = 0;
        while (true) {
            Node child = node.getFirstChild();
            if (child != null) {
                node = child;
                depth++;
                enter(node);
                continue;
            }
            while (depth > 0 && node.getNext() == null) {
                leave(node);
                node = node.getParent();
                depth--;
            }
            if (depth == 0) {
                return;
            }
            leave(node);
            node = node.getNext();
            enter(node);
        }
    }

    private void enter(Node node) {
        Style outer = styles.peek();
        styles.push(
                switch (node) {
                    case Emphasis _ -> with(outer, Mark.ITALIC);
                    case StrongEmphasis strong -> with(outer, strongMark(strong));
                    case Strikethrough _ -> with(outer, Mark.STRIKE);
                    case Code _ -> with(outer, Mark.CODE);
                    case Link link -> new Style(outer.marks(), link.getDestination(), length);
                    case Image image ->
                        new Style(outer.marks(), outer.link() == null ? image.getDestination() : outer.link(), length);
                    default -> new Style(outer.marks(), outer.link(), length);
                });
        switch (node) {
            case Text plain -> add(plain.getLiteral());
            case Code code -> add(code.getLiteral());
            case HtmlInline html -> add(html.getLiteral());
            case SoftLineBreak _, HardLineBreak _ -> add("\n");
            default -> {}
        }
    }

    /** Two underscores underline, as in Taskade's dialect; two stars are bold. */
    private static Mark strongMark(StrongEmphasis strong) {
        return "__".equals(strong.getOpeningDelimiter()) ? Mark.UNDERLINE : Mark.BOLD;
    }

    private Style with(Style outer, Mark mark) {
        EnumSet<Mark> marks = EnumSet.of(mark);
        marks.addAll(outer.marks());
        return new Style(marks, outer.link(), length);
    }

    /** A link or picture without words shows its address. */
    private void leave(Node node) {
        Style style = styles.peek();
        if ((node instanceof Link || node instanceof Image) && style.textBefore() == length && style.link() != null) {
            add(style.link());
        }
        styles.pop();
    }

    private void add(String literal) {
        Style style = styles.peek();
        length += literal.length();
        text.add(literal, style.marks(), style.link());
    }
}
