package dev.taskwright.work.bundles;

import dev.taskwright.work.fields.FieldDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing of a bundle, as it is read. The id is the bundle's own. */
sealed interface BundleItem {
    String id();

    Kind kind();

    /**
     * A project or a template.
     *
     * @param preferences how it was shown, as it came; null when that was not said
     */
    record Tree(
            String id,
            Kind kind,
            BundleNode title,
            List<FieldDefinition> fields,
            boolean isCompleted,
            @Nullable Object preferences)
            implements BundleItem {}

    /** An agent, an automation or an app: the whole item, as it came. */
    record Other(String id, Kind kind, Map<String, @Nullable Object> whole) implements BundleItem {}

    /** A file; without bytes in a bundle that is plain JSON. */
    record File(String id, @Nullable String name, @Nullable Bytes bytes) implements BundleItem {
        @Override
        public Kind kind() {
            return Kind.MEDIA;
        }
    }

    /** Opens the bytes of a file. */
    @FunctionalInterface
    interface Bytes {
        InputStream open() throws IOException;
    }
}
