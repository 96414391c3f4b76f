package dev.taskwright.work.tree;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What making room did: some siblings in a row got new ranks and kept their order. Leads a place in the tree along, also one
 * where nobody is any more: it stays between the same neighbours.
 *
 * @param parent whose children they are
 * @param low the rank of the sibling before them, which kept it; null when there is none
 * @param high the rank of the sibling behind them, which kept it; null when there is none
 * @param ranks the new ranks by the old ones
 */
record Respacing(
        NodePath parent, @Nullable Rank low, @Nullable Rank high, NavigableMap<Rank, Rank> ranks) {
    /** Sorts before the first digit of any child's rank, and behind the parent itself. */
    private static final String BEFORE_ALL = ".";

    /** Sorts behind everything below a node, and before its next sibling. */
    private static final String BEHIND = "/";

    /** Where {@code place} is afterwards: a path, or a text that sorts between paths as such a place does. */
    String lead(String place) {
        String above = parent.value();
        if (!place.startsWith(above) || place.length() == above.length()) {
            return place;
        }
        String below = place.substring(above.length());
        int end = endOfRank(below);
        if (end == 0) {
            return place; // before all children, and still so
        }
        Rank rank = new Rank(below.substring(0, end));
        Rank fresh = ranks.get(rank);
        if (fresh != null) {
            return above + fresh.digits() + below.substring(end);
        }
        boolean isOutside = (low != null && rank.compareTo(low) <= 0) || (high != null && rank.compareTo(high) >= 0);
        return isOutside ? place : between(above, rank);
    }

    /** Somebody was there who is gone. */
    private String between(String above, Rank rank) {
        Map.Entry<Rank, Rank> before = ranks.lowerEntry(rank);
        if (before != null) {
            return above + before.getValue().digits() + BEHIND;
        }
        return low == null ? above + BEFORE_ALL : above + low.digits() + BEHIND;
    }

    private static int endOfRank(String below) {
        int end = 0;
        while (end < below.length() && below.charAt(end) != '.' && below.charAt(end) != '/') {
            end++;
        }
        return end;
    }

    String ranksText() {
        return ranks.entrySet().stream()
                .map(each -> each.getKey().digits() + ">" + each.getValue().digits())
                .collect(Collectors.joining(","));
    }

    static NavigableMap<Rank, Rank> ranks(String text) {
        NavigableMap<Rank, Rank> ranks = new TreeMap<>();
        for (String each : text.split(",", -1)) {
            int arrow = each.indexOf('>');
            ranks.put(new Rank(each.substring(0, arrow)), new Rank(each.substring(arrow + 1)));
        }
        return ranks;
    }
}
