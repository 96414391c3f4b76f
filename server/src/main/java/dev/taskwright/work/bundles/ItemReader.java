package dev.taskwright.work.bundles;

import static dev.taskwright.platform.json.Shapes.array;
import static dev.taskwright.platform.json.Shapes.open;

import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.json.In;
import dev.taskwright.work.fields.FieldDefinition;
import dev.taskwright.work.fields.FieldJson;
import dev.taskwright.work.fields.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes items of the objects of one bundle. */
final class ItemReader {
    private static final int LONGEST_ID = 128;

    /** An object whose {@code root} is a tree and whose {@code fields} are fields; everything else as it stands. */
    private final In<Map<String, @Nullable Object>> tree;

    ItemReader(TreeReader trees) {
        In<List<FieldDefinition>> fields = array(FieldJson.KEPT, 0, Fields.MOST);
        this.tree = open(Map.of("root", trees.root(), "fields", fields));
    }

    In<Map<String, @Nullable Object>> shape() {
        return tree;
    }

    /** @param where the pointer to the item */
    BundleItem of(String id, Map<String, @Nullable Object> whole, String where) {
        @Nullable Object type = whole.get("type");
        if (!(type instanceof String)) {
            throw ProblemException.invalid(where + "/type", "is required");
        }
        Kind kind = Kind.ofType(type)
                .orElseThrow(() -> ProblemException.invalid(where + "/type", "is of no type known here"));
        return of(id, kind, whole, where);
    }

    BundleItem of(String id, Kind kind, Map<String, @Nullable Object> whole, String where) {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw ProblemException.invalid(where, "must have an id of 1 to " + LONGEST_ID + " characters");
        }
        return switch (kind) {
            case PROJECT, TEMPLATE -> tree(id, kind, whole, where);
            case AGENT, FLOW, APP -> other(id, kind, whole, where);
            case MEDIA -> new BundleItem.File(id, null, null);
        };
    }

    private static BundleItem tree(String id, Kind kind, Map<String, @Nullable Object> whole, String where) {
        if (!(whole.get("root") instanceof BundleNode title)) {
            throw ProblemException.invalid(where + "/root", "is required");
        }
        return new BundleItem.Tree(
                id,
                kind,
                title,
                definitions(whole),
                Boolean.TRUE.equals(whole.get("completed")),
                whole.get("preferences"));
    }

    @SuppressWarnings("unchecked") // the shape of "fields" read nothing else
    private static List<FieldDefinition> definitions(Map<String, @Nullable Object> whole) {
        return whole.get("fields") instanceof List<?> fields ? (List<FieldDefinition>) fields : List.of();
    }

    /** Only projects have trees; elsewhere a property of the same name must be none. */
    private static BundleItem other(String id, Kind kind, Map<String, @Nullable Object> whole, String where) {
        if (whole.get("root") instanceof BundleNode || !definitions(whole).isEmpty()) {
            throw ProblemException.invalid(where, "has a tree, which only projects have");
        }
        Map<String, @Nullable Object> kept = new LinkedHashMap<>(whole);
        kept.put("type", kind.type());
        kept.put(kind.idName(), id);
        return new BundleItem.Other(id, kind, kept);
    }
}
