package dev.taskwright.platform.json;

import java.util.List;

/** Writes an array of one shape. */
final class ListOut<T> implements Out<List<T>> {
    private final Out<T> element;

    ListOut(Out<T> element) {
        this.element = element;
    }

    @Override
    public void write(JsonOutput out, List<T> list) {
        out.startArray();
        for (T value : list) {
            element.write(out, value);
        }
        out.endArray();
    }

    @Override
    public Schema schema() {
        return Schema.array(element.schema());
    }
}
