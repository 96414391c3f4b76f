package dev.taskwright.work.bundles;

import static dev.taskwright.platform.json.Shapes.choice;
import static dev.taskwright.platform.json.Shapes.integer;
import static dev.taskwright.platform.json.Shapes.out;

import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.json.Out;
import dev.taskwright.platform.json.Scalar;
import dev.taskwright.platform.json.Schema;
import dev.taskwright.platform.json.Shapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bundles on the wire. */
final class BundleJson {
    static final Scalar<SpaceId> SPACE_ID = Shapes.line(1, 128).as(SpaceId::new, SpaceId::value);
    static final Scalar<BundleFormat> FORMAT = choice(BundleFormat::word, List.of(BundleFormat.values()));
    private static final Scalar<Integer> COUNT = integer(0, Integer.MAX_VALUE);

    static final Out<BundleInstallation> INSTALLATION = out("BundleInstallation", BundleInstallation.class)
            .field("id", SPACE_ID, BundleInstallation::folder)
            .field("projectCount", COUNT, BundleInstallation::projects)
            .field("flowCount", COUNT, BundleInstallation::flows)
            .field("agentCount", COUNT, BundleInstallation::agents)
            .field("templateCount", COUNT, BundleInstallation::templates)
            .field("mediaCount", COUNT, BundleInstallation::medias)
            .field("appCount", COUNT, BundleInstallation::apps);

    /** {@code {version: "1", items: {ID: {type, …}}}} */
    static final Schema BUNDLE = bundle();

    /** The body of an import. */
    static final Schema IMPORT = object("BundleImport", Map.of("bundleData", BUNDLE), List.of("bundleData"));

    static final String EXAMPLE = """
            {"bundleData":{"version":"1","items":{"p1":{"type":"space-bundle-project-item","projectId":"p1","root":\
            {"type":"root","children":[{"type":"text","text":{"ops":[{"insert":"Launch\\n"}]},"children":[]}]}}}}}""";

    private BundleJson() {}

    private static Schema bundle() {
        Schema type = new Schema(null, Map.of("type", "string"));
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("type", "object");
        item.put("properties", Map.of("type", type));
        item.put("required", List.of("type"));
        item.put("additionalProperties", true);
        Map<String, Object> items = new LinkedHashMap<>();
        items.put("type", "object");
        items.put("additionalProperties", new Schema(null, item));
        Map<String, Schema> properties = new LinkedHashMap<>();
        properties.put("version", Shapes.words("1").schema());
        properties.put("items", new Schema(null, items));
        return object("Bundle", properties, List.of("version", "items"));
    }

    private static Schema object(String name, Map<String, Schema> properties, List<String> required) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("type", "object");
        facts.put("properties", properties);
        facts.put("required", required);
        return new Schema(name, facts);
    }
}
