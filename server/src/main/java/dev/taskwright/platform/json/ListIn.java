package dev.taskwright.platform.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads an array of {@code min} to {@code max} elements of one shape. */
final class ListIn<T> implements In<List<T>> {
    private final In<T> element;
    private final int min;
    private final int max;
    private final Schema schema;

    ListIn(In<T> element, int min, int max) {
        this.element = element;
        this.min = min;
        this.max = max;
        Schema array = Schema.array(element.schema()).with(Map.of("maxItems", max));
        this.schema = min > 0 ? array.with(Map.of("minItems", min)) : array;
    }

    @Override
    public List<T> read(JsonInput in) {
        in.enterArray();
        List<T> list = new ArrayList<>();
        while (in.nextElement()) {
            if (list.size() == max) {
                throw in.invalid("is one too many: at most " + max + " are allowed");
            }
            list.add(element.read(in));
        }
        if (list.size() < min) {
            throw in.invalid("must have at least " + min + (min == 1 ? " element" : " elements"));
        }
        return List.copyOf(list);
    }

    @Override
    public Schema schema() {
        return schema;
    }
}
