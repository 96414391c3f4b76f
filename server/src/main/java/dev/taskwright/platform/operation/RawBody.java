package dev.taskwright.platform.operation;

import dev.taskwright.base.Upload;
import dev.taskwright.platform.json.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body as the bytes that were sent, read by the operation as they come.
 *
 * @param limit the most bytes there may be
 * @param types media types that are taken; none for all
 * @param schema what the bytes mean as JSON; null when they are no JSON
 * @param example a body as people would send it; shown in the documents where it is JSON, and used by the tests
 */
public record RawBody(
        long limit, List<String> types, @Nullable Schema schema, String example) implements Part<Upload> {
    public RawBody {
        types = List.copyOf(types);
    }
}
