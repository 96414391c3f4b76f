package dev.taskwright.work.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;

/**
 * Markdown (CommonMark with GitHub's tables, strikethrough, task items and bare links) as the tree of a project.
 *
 * <p>The first block, when it is a heading or a paragraph, gives the title by its first line. Later headings open
 * sections; list items nest as they are nested; a paragraph, a fenced block, a table row is one node each. Holds no state
 * and may be shared between threads.
 */
public final class MarkdownReader {
    static final String UNTITLED = "Untitled";
    static final int LONGEST_TITLE = 2000;

    /** Blocks inside blocks: enough for {@link NodePath#DEEPEST} nested lists of two blocks each, and then some. */
    private static final int DEEPEST_BLOCKS = 300;

    private static final int DEEPEST_INLINES = 100;

    /** The unfinished or finished box at the start of a line: {@code []}, {@code [ ]}, {@code [x]}. */
    private static final Pattern BOX = Pattern.compile("\\[([ xX]?)\\](?: +|(?=\\n)|$)");

    private record Section(int level, NodeDraft node) {}

    private final Parser parser;

    public MarkdownReader() {
        List<Extension> extensions = List.of(
                AutolinkExtension.create(),
                StrikethroughExtension.create(),
                TablesExtension.create(),
                TaskListItemsExtension.create());
        this.parser = Parser.builder()
                .extensions(extensions)
                .maxOpenBlockParsers(DEEPEST_BLOCKS)
                .maxInlineNesting(DEEPEST_INLINES)
                .build();
    }

    /** The title node with everything below it. Any text is legal Markdown; the depth of the result is not limited. */
    public NodeDraft read(String markdown) {
        Node block = parser.parse(markdown).getFirstChild();
        NodeDraft title = new NodeDraft(NodeFormat.H1, RichText.plain(UNTITLED), false);
        if (block instanceof Heading || (block instanceof Paragraph && !startsWithBox(block))) {
            title = titled(InlineReader.read(block).lines());
            block = block.getNext();
        }
        Deque<Section> open = new ArrayDeque<>(List.of(new Section(0, title)));
        for (; block != null; block = block.getNext()) {
            if (block instanceof Heading heading) {
                openSection(open, heading);
            } else {
                append(open.element().node(), block);
            }
        }
        return title;
    }

    private static NodeDraft titled(List<RichText> lines) {
        RichText name = lines.getFirst().strip();
        String text = name.text();
        if (text.codePointCount(0, text.length()) > LONGEST_TITLE) {
            name = name.slice(0, text.offsetByCodePoints(0, LONGEST_TITLE)).strip();
        }
        NodeDraft title = new NodeDraft(NodeFormat.H1, name.isBlank() ? RichText.plain(UNTITLED) : name, false);
        if (lines.size() > 1) {
            add(title, NodeFormat.TEXT, join(lines.subList(1, lines.size())), false);
        }
        return title;
    }

    private static void openSection(Deque<Section> open, Heading heading) {
        while (open.element().level() >= heading.getLevel()) {
            open.pop();
        }
        NodeFormat format = heading.getLevel() == 1 ? NodeFormat.H1 : NodeFormat.H2;
        NodeDraft section = new NodeDraft(format, InlineReader.read(heading), false);
        open.element().node().children().add(section);
        open.push(new Section(heading.getLevel(), section));
    }

    private static void append(NodeDraft parent, Node block) {
        switch (block) {
            case Paragraph paragraph -> appendParagraph(parent, InlineReader.read(paragraph));
            case Heading heading -> add(parent, NodeFormat.H2, InlineReader.read(heading), false);
            case ListBlock list -> children(list).forEach(item -> appendItem(parent, item, list));
            case FencedCodeBlock code -> add(parent, NodeFormat.TEXT, code(code.getLiteral()), false);
            case IndentedCodeBlock code -> add(parent, NodeFormat.TEXT, code(code.getLiteral()), false);
            case HtmlBlock html -> add(parent, NodeFormat.TEXT, RichText.plain(html.getLiteral()), false);
            case BlockQuote quote -> children(quote).forEach(inner -> append(parent, inner));
            case TableBlock table ->
                children(table).stream()
                        .flatMap(part -> children(part).stream())
                        .forEach(row -> add(parent, NodeFormat.TEXT, row((TableRow) row), false));
            default -> {} // a rule, or the definition of a link: nothing to keep
        }
    }

    /** Lines that start with a box are check boxes; the others stay together as text. */
    private static void appendParagraph(NodeDraft parent, RichText content) {
        if (!BOX.matcher(content.text()).lookingAt()) {
            add(parent, NodeFormat.TEXT, content, false);
            return;
        }
        for (RichText line : content.lines()) {
            Matcher box = BOX.matcher(line.text());
            if (box.lookingAt()) {
                add(parent, NodeFormat.CHECKBOX, afterBox(line, box), isTicked(box));
            } else {
                add(parent, NodeFormat.TEXT, line, false);
            }
        }
    }

    private static void appendItem(NodeDraft parent, Node item, ListBlock list) {
        Node first = item.getFirstChild();
        NodeFormat format = list instanceof OrderedList ? NodeFormat.NUMBER : NodeFormat.BULLET;
        boolean completed = false;
        if (first instanceof TaskListItemMarker marker) {
            format = NodeFormat.CHECKBOX;
            completed = marker.isChecked();
            first = first.getNext();
        }
        RichText content = RichText.EMPTY;
        if (first instanceof Paragraph) {
            content = InlineReader.read(first);
            first = first.getNext();
            Matcher box = BOX.matcher(content.text());
            if (format != NodeFormat.CHECKBOX && box.lookingAt()) {
                format = NodeFormat.CHECKBOX;
                completed = isTicked(box);
                content = afterBox(content, box);
            }
        }
        NodeDraft node = new NodeDraft(format, content, completed);
        parent.children().add(node);
        for (Node block = first; block != null; block = block.getNext()) {
            append(node, block);
        }
    }

    private static void add(NodeDraft parent, NodeFormat format, RichText content, boolean completed) {
        RichText stripped = content.isPlain() || format != NodeFormat.TEXT ? content.strip() : content;
        if (!stripped.isBlank() || format != NodeFormat.TEXT) {
            parent.children().add(new NodeDraft(format, stripped, completed));
        }
    }

    private static RichText code(String literal) {
        String text = literal.endsWith("\n") ? literal.substring(0, literal.length() - 1) : literal;
        return text.isEmpty() ? RichText.EMPTY : new RichText(List.of(new Span(text, Set.of(Mark.CODE), null)));
    }

    private static RichText row(TableRow row) {
        RichText.Builder cells = new RichText.Builder();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            cells.add(InlineReader.read(cell));
            if (cell.getNext() != null) {
                cells.add(RichText.plain(" | "));
            }
        }
        return cells.build();
    }

    private static RichText join(List<RichText> lines) {
        RichText.Builder joined = new RichText.Builder();
        for (int i = 0; i < lines.size(); i++) {
            joined.add(RichText.plain(i == 0 ? "" : "\n")).add(lines.get(i));
        }
        return joined.build();
    }

    private static boolean startsWithBox(Node paragraph) {
        return BOX.matcher(InlineReader.read(paragraph).text()).lookingAt();
    }

    private static boolean isTicked(Matcher box) {
        return box.group(1).equalsIgnoreCase("x");
    }

    private static RichText afterBox(RichText line, Matcher box) {
        return line.slice(box.end(), line.text().length());
    }

    private static List<Node> children(Node block) {
        List<Node> children = new ArrayList<>();
        for (Node child = block.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return children;
    }
}
