package dev.taskwright.platform.json;

import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An object whose property names are data, handed over one by one as they are read; answers how many there were. */
final class EachByName<T> implements In<Integer> {
    private final In<T> value;
    private final BiConsumer<String, T> taker;

    EachByName(In<T> value, BiConsumer<String, T> taker) {
        this.value = value;
        this.taker = taker;
    }

    @Override
    public Integer read(JsonInput in) {
        in.enterObject();
        int count = 0;
        for (@Nullable String name = in.nextProperty(); name != null; name = in.nextProperty()) {
            taker.accept(name, value.read(in));
            count++;
        }
        return count;
    }

    @Override
    public Schema schema() {
        return Schema.of("object").with(Map.of("additionalProperties", value.schema()));
    }
}
