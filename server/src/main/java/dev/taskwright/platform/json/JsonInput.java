package dev.taskwright.platform.json;

import dev.taskwright.base.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A JSON text being read; stands on one value at a time and knows where that is. Made by {@link Json}. */
public final class JsonInput {
    /** Values without a shape take far more memory than their text; a text with more of them is refused. */
    private static final int MOST_PLAIN_VALUES = 500_000;

    private final JsonParser parser;
    private final Unknown unknown;
    private final String root;
    private int plainValues;

    JsonInput(JsonParser parser, Unknown unknown) {
        this(parser, unknown, "");
    }

    /** @param root where the parser's text stands in a larger one, as a JSON pointer */
    JsonInput(JsonParser parser, Unknown unknown, String root) {
        this.parser = parser;
        this.unknown = unknown;
        this.root = root;
    }

    Unknown unknown() {
        return unknown;
    }

    /** Where the present value is, as a JSON pointer (RFC 6901); empty for the whole text. */
    public String pointer() {
        return root + parser.streamReadContext().pathAsPointer();
    }

    /** The refusal of the present value; {@code message} is a sentence that lacks only what it is about. */
    public ProblemException invalid(String message) {
        String pointer = pointer();
        return ProblemException.invalid(pointer, pointer.isEmpty() ? "The JSON " + message : message);
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    boolean isString() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    void enterObject() {
        require(JsonToken.START_OBJECT, "must be an object");
    }

    /** Moves to the next property's value and answers its name; null at the end of the object. */
    @Nullable
    String nextProperty() {
        @Nullable String name = parser.nextName();
        if (name != null) {
            parser.nextToken();
        }
        return name;
    }

    void enterArray() {
        require(JsonToken.START_ARRAY, "must be an array");
    }

    /** Moves to the next element; false at the end of the array. */
    boolean nextElement() {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    void unknownProperty() {
        if (unknown == Unknown.REFUSED) {
            throw invalid("is not a property that is known here");
        }
        parser.skipChildren();
    }

    String string() {
        require(JsonToken.VALUE_STRING, "must be a string");
        return wellFormed(parser.getString());
    }

    boolean truth() {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw invalid("must be true or false");
        };
    }

    /** A whole number; what does not fit a long becomes the nearest that does. */
    long whole() {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return switch (parser.getNumberType()) {
                case INT, LONG -> parser.getLongValue();
                default -> parser.getString().startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
            };
        }
        require(JsonToken.VALUE_NUMBER_FLOAT, "must be a whole number");
        double number = parser.getDoubleValue();
        if (number != Math.rint(number)) {
            throw invalid("must be a whole number");
        }
        return (long) number;
    }

    /** Any value: a map, list, string, long, double, boolean or null. */
    @Nullable
    Object plain() {
        if (++plainValues > MOST_PLAIN_VALUES) {
            throw invalid("is one value too many: at most " + MOST_PLAIN_VALUES + " are read as they stand");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> plainObject();
            case START_ARRAY -> plainArray();
            case VALUE_STRING -> string();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> plainNumber();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    Map<String, @Nullable Object> plainObject() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (@Nullable String name = nextProperty(); name != null; name = nextProperty()) {
            object.put(wellFormed(name), plain());
        }
        return object;
    }

    private List<@Nullable Object> plainArray() {
        List<@Nullable Object> array = new ArrayList<>();
        while (nextElement()) {
            array.add(plain());
        }
        return array;
    }

    private Number plainNumber() {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw invalid("is too large a number");
        }
        return number;
    }

    private void require(JsonToken token, String message) {
        if (parser.currentToken() != token) {
            throw invalid(message);
        }
    }

    /** Escapes can smuggle in what UTF-8 cannot carry; NUL is what PostgreSQL cannot store. */
    private String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw invalid("must not contain the control character U+0000");
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw invalid("must not contain half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }
}
