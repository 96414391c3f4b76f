package dev.taskwright.work.tree;

/** Plain text as the tree of a project: the first line is the title, every further line that says something one node. */
public final class PlainReader {
    private PlainReader() {}

    /** The title node with one text node per line below it. */
    public static NodeDraft read(String text) {
        String[] lines = text.split("\r\n|\r|\n", -1);
        String name = lines[0].strip();
        int cut = name.offsetByCodePoints(
                0, Math.min(name.codePointCount(0, name.length()), MarkdownReader.LONGEST_TITLE));
        String title = name.isEmpty() ? MarkdownReader.UNTITLED : name.substring(0, cut);
        NodeDraft root = new NodeDraft(NodeFormat.H1, RichText.plain(title), false);
        for (int i = 1; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                root.children().add(new NodeDraft(NodeFormat.TEXT, RichText.plain(lines[i].strip()), false));
            }
        }
        return root;
    }
}
