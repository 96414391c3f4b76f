package dev.taskwright.work.bundles;

import static dev.taskwright.platform.json.Shapes.eachByName;
import static dev.taskwright.platform.json.Shapes.object;
import static dev.taskwright.platform.json.Shapes.open;
import static dev.taskwright.platform.json.Shapes.optional;
import static dev.taskwright.platform.json.Shapes.required;
import static dev.taskwright.platform.json.Shapes.text;
import static dev.taskwright.platform.json.Shapes.words;

import dev.taskwright.platform.json.Field;
import dev.taskwright.platform.json.In;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.json.Unknown;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that is one JSON text: {@code {version: "1", items}}, the same below {@code bundleData} as the API takes it, or
 * the folders of an archive as properties ({@code projects}, {@code agents} …), as some files in the wild have it.
 */
final class JsonSource implements BundleSource {
    private static final Field<@Nullable String> NAME = optional("name", text(0, 10_000));

    /** Opens the text. */
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    private final Opening opening;
    private final boolean isRequest;

    /** @param isRequest whether it must be the body that the API takes */
    JsonSource(Opening opening, boolean isRequest) {
        this.opening = opening;
        this.isRequest = isRequest;
    }

    @Override
    public String read(Consumer<BundleItem> taker) throws IOException {
        try (InputStream in = opening.open()) {
            return Json.read(isRequest ? request(taker) : file(taker), in, Unknown.SKIPPED);
        }
    }

    private static In<String> request(Consumer<BundleItem> taker) {
        Field<String> data = required("bundleData", bundle(taker, "/bundleData/items/"));
        return object(List.of(data)).as(o -> o.get(data));
    }

    private static In<String> bundle(Consumer<BundleItem> taker, String where) {
        ItemReader reader = new ItemReader(new TreeReader());
        Field<String> version = required("version", words("1"));
        Field<Integer> items = required(
                "items",
                eachByName(reader.shape(), (id, whole) -> taker.accept(reader.of(id, whole, where + escaped(id)))));
        return object(List.of(version, NAME, items)).as(o -> orEmpty(o.get(NAME)));
    }

    private static In<String> file(Consumer<BundleItem> taker) {
        ItemReader reader = new ItemReader(new TreeReader());
        Field<@Nullable Integer> items = optional(
                "items",
                eachByName(reader.shape(), (id, whole) -> taker.accept(reader.of(id, whole, "/items/" + escaped(id)))));
        Field<@Nullable String> data = optional("bundleData", bundle(taker, "/bundleData/items/"));
        Field<@Nullable Map<String, @Nullable Object>> manifest = optional("manifest", open(Map.of()));
        List<Field<?>> all = new ArrayList<>(List.of(NAME, items, data, manifest));
        for (Kind kind : Kind.values()) {
            if (kind != Kind.MEDIA) {
                all.add(optional(
                        kind.folder(),
                        eachByName(
                                reader.shape(),
                                (id, whole) -> taker.accept(reader.of(
                                        id, kind, wrapped(kind, whole), "/" + kind.folder() + "/" + escaped(id))))));
            }
        }
        return object(all).as(o -> {
            if (all.stream().noneMatch(o::has)) {
                throw o.invalid("is no bundle: it has neither items nor projects");
            }
            String inner = o.get(data);
            Map<String, @Nullable Object> about = o.get(manifest);
            @Nullable Object name = about == null ? null : about.get("name");
            String said = name instanceof String text ? text : orEmpty(o.get(NAME));
            return inner == null || inner.isEmpty() ? said : inner;
        });
    }

    /** Archives have what an item calls its template, bare. */
    static Map<String, @Nullable Object> wrapped(Kind kind, Map<String, @Nullable Object> bare) {
        return switch (kind) {
            case AGENT, FLOW -> Map.of("template", bare);
            case PROJECT, TEMPLATE, APP, MEDIA -> bare;
        };
    }

    private static String escaped(String id) {
        return id.replace("~", "~0").replace("/", "~1");
    }

    private static String orEmpty(@Nullable String name) {
        return name == null ? "" : name;
    }
}
