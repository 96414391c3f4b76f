package dev.taskwright.work.tree;

/**
 * Where a node is: the ranks from the title down, each closed by a dot; the title's own path is empty.
 *
 * <p>A dot sorts before every digit of a rank, so bytewise order of paths is the pre-order walk of the tree, and a subtree
 * is the range from its path (included) to {@link #end} (excluded). 64 levels of ranks of at most 24 digits make a path of at most 1 600 characters, well within a PostgreSQL index row (2 704 bytes).
 */
public record NodePath(String value) implements Comparable<NodePath> {
    /** The deepest level a node may have; the title is at 0. */
    public static final int DEEPEST = 64;

    static final NodePath TITLE = new NodePath("");

    NodePath child(Rank rank) {
        return new NodePath(value + rank.digits() + '.');
    }

    NodePath parent() {
        return new NodePath(value.substring(0, startOfRank()));
    }

    Rank rank() {
        return new Rank(value.substring(startOfRank(), value.length() - 1));
    }

    private int startOfRank() {
        if (isTitle()) {
            throw new IllegalStateException("the title has neither parent nor rank");
        }
        return value.lastIndexOf('.', value.length() - 2) + 1;
    }

    public boolean isTitle() {
        return value.isEmpty();
    }

    public int depth() {
        return (int) value.chars().filter(c -> c == '.').count();
    }

    /** Whether {@code other} is this node or below it. */
    boolean holds(NodePath other) {
        return other.value.startsWith(value);
    }

    /** The first possible path behind this node's subtree. */
    String end() {
        return isTitle() ? "~" : value.substring(0, value.length() - 1) + '/';
    }

    @Override
    public int compareTo(NodePath other) {
        return value.compareTo(other.value);
    }
}
