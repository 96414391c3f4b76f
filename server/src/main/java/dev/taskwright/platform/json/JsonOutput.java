package dev.taskwright.platform.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;

/** A JSON text being written. Made by {@link Json}. */
public final class JsonOutput {
    private final JsonGenerator generator;

    JsonOutput(JsonGenerator generator) {
        this.generator = generator;
    }

    public JsonOutput startObject() {
        generator.writeStartObject();
        return this;
    }

    public JsonOutput endObject() {
        generator.writeEndObject();
        return this;
    }

    public JsonOutput startArray() {
        generator.writeStartArray();
        return this;
    }

    public JsonOutput endArray() {
        generator.writeEndArray();
        return this;
    }

    public JsonOutput name(String name) {
        generator.writeName(name);
        return this;
    }

    /** A name whose encoded form was prepared once. */
    void name(SerializableString name) {
        generator.writeName(name);
    }

    public void string(String value) {
        generator.writeString(value);
    }

    public void number(long value) {
        generator.writeNumber(value);
    }

    public void number(double value) {
        generator.writeNumber(value);
    }

    public void truth(boolean value) {
        generator.writeBoolean(value);
    }

    public void nothing() {
        generator.writeNull();
    }

    /**
     * A value built of maps, lists, text, numbers, booleans and null; maps keep their order.
     *
     * @throws IllegalArgumentException for anything else
     */
    public void plain(@Nullable Object value) {
        switch (value) {
            case null -> nothing();
            case Map<?, ?> map -> plainObject(map);
            case List<?> list -> plainArray(list);
            case CharSequence text -> string(text.toString());
            case Boolean truth -> truth(truth);
            case Double number -> number(number.doubleValue());
            case Float number -> number(number.doubleValue());
            case Number number -> number(number.longValue());
            default -> throw new IllegalArgumentException(value.getClass() + " has no plain JSON form");
        }
    }

    private void plainObject(Map<?, ?> map) {
        startObject();
        map.forEach((name, value) -> {
            name(String.valueOf(name));
            plain(value);
        });
        endObject();
    }

    private void plainArray(List<?> list) {
        startArray();
        list.forEach(this::plain);
        endArray();
    }
}
