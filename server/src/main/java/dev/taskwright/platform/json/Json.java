package dev.taskwright.platform.json;

import dev.taskwright.base.ProblemException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.ByteArrayBuilder;

/** The one codec: text to values and back, by shape or as plain maps and lists. */
public final class Json {
    /** Levels of nesting; the deepest shape has far fewer. */
    public static final int DEEPEST = 200;

    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_COMPLAINT = 200;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .build();

    private Json() {}

    /** Reads one value; {@code Problem.Invalid} when the text is not JSON or breaks a rule of the shape. */
    public static <T extends @Nullable Object> T read(In<T> shape, byte[] utf8, Unknown unknown) {
        return read(shape, decode(utf8), unknown);
    }

    public static <T extends @Nullable Object> T read(In<T> shape, String text, Unknown unknown) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return readWhole(shape, parser, unknown);
        }
    }

    /** The same from a stream that is read as it goes; it is left open. */
    public static <T extends @Nullable Object> T read(In<T> shape, InputStream utf8, Unknown unknown) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), new OpenInput(utf8))) {
            return readWhole(shape, parser, unknown);
        }
    }

    /** Any JSON text as maps, lists, strings, longs, doubles, booleans and null. */
    public static @Nullable Object parse(String text) {
        return read(Shapes.ANY, text, Unknown.SKIPPED);
    }

    public static <T> byte[] bytes(Out<T> shape, T value) {
        return bytes(out -> shape.write(out, value));
    }

    /** The UTF-8 of whatever {@code writing} writes. */
    public static byte[] bytes(Consumer<JsonOutput> writing) {
        return write(writing, ObjectWriteContext.empty());
    }

    /** The same to a stream as it goes; it is left open. */
    public static void write(OutputStream out, Consumer<JsonOutput> writing) {
        try (JsonGenerator generator =
                FACTORY.createGenerator(ObjectWriteContext.empty(), new OpenOutput(out), JsonEncoding.UTF8)) {
            writing.accept(new JsonOutput(generator));
        }
    }

    /** For a stream that goes on after the JSON. */
    private static final class OpenInput extends FilterInputStream {
        OpenInput(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }

    private static final class OpenOutput extends FilterOutputStream {
        OpenOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    public static <T> String text(Out<T> shape, T value) {
        return new String(bytes(shape, value), StandardCharsets.UTF_8);
    }

    /** The compact text of a plain value, as {@link JsonOutput#plain} takes it. */
    public static String text(@Nullable Object plain) {
        return new String(bytes(out -> out.plain(plain)), StandardCharsets.UTF_8);
    }

    /** The same on several lines, for files that people compare; ends with a line end. */
    public static String pretty(@Nullable Object plain) {
        return new String(write(out -> out.plain(plain), new Indented()), StandardCharsets.UTF_8) + "\n";
    }

    private static <T extends @Nullable Object> T readWhole(In<T> shape, JsonParser parser, Unknown unknown) {
        JsonInput in = new JsonInput(parser, unknown);
        try {
            if (parser.nextToken() == null) {
                throw in.invalid("must not be empty");
            }
            T value = shape.read(in);
            if (parser.nextToken() != null) {
                throw in.invalid("must be one value with nothing after it");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw in.invalid("is nested deeper than " + DEEPEST + " levels, or has a name or number that is too long");
        } catch (JacksonException e) {
            throw in.invalid(complaint(e));
        }
    }

    /** Reads a part of {@code from} that was taken out of it as a plain value. */
    static <T> T readAgain(In<T> shape, Object plain, JsonInput from) {
        String root = from.pointer();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text(plain))) {
            parser.nextToken();
            return shape.read(new JsonInput(parser, from.unknown(), root));
        }
    }

    private static String complaint(JacksonException e) {
        String said = e.getOriginalMessage().lines().findFirst().orElse("");
        String why = said.split(" \\(start marker", 2)[0]
                .codePoints()
                .filter(c -> !Character.isISOControl(c))
                .limit(LONGEST_COMPLAINT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return "is not valid (line %d, column %d): %s"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr(), why);
    }

    private static String decode(byte[] utf8) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid("", "The JSON is not valid UTF-8");
        }
    }

    private static byte[] write(Consumer<JsonOutput> writing, ObjectWriteContext context) {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator generator = FACTORY.createGenerator(context, bytes, JsonEncoding.UTF8)) {
            writing.accept(new JsonOutput(generator));
        }
        return bytes.toByteArray();
    }
}
