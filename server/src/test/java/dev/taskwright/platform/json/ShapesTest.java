package dev.taskwright.platform.json;

import static dev.taskwright.platform.json.Shapes.array;
import static dev.taskwright.platform.json.Shapes.choice;
import static dev.taskwright.platform.json.Shapes.integer;
import static dev.taskwright.platform.json.Shapes.line;
import static dev.taskwright.platform.json.Shapes.object;
import static dev.taskwright.platform.json.Shapes.optional;
import static dev.taskwright.platform.json.Shapes.optionalOrNull;
import static dev.taskwright.platform.json.Shapes.out;
import static dev.taskwright.platform.json.Shapes.required;
import static dev.taskwright.platform.json.Shapes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapesTest {
    private enum Place {
        FIRST,
        LAST;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Leaf(
            String content, Place place, @Nullable String anchor, boolean anchorSent) {}

    private static final Field<String> CONTENT = required("content", text(0, 5));
    private static final Field<Place> PLACE =
            optional("place", choice(Place::word, List.of(Place.values())), Place.LAST);
    private static final Field<@Nullable String> ANCHOR = optionalOrNull("anchor", line(1, 8));
    private static final In<Leaf> LEAF = object("Leaf", CONTENT, PLACE, ANCHOR).as(o -> {
        if (o.get(ANCHOR) != null && o.get(PLACE) == Place.FIRST) {
            throw o.invalid(PLACE, "goes without an anchor");
        }
        return new Leaf(o.get(CONTENT), o.get(PLACE), o.get(ANCHOR), o.has(ANCHOR));
    });
    private static final Field<List<Leaf>> LEAVES = required("leaves", array(LEAF, 1, 3));
    private static final Field<@Nullable Integer> SIZE = optional("size", integer(1, 9));
    private static final In<List<Leaf>> TREE = object("Tree", LEAVES, SIZE).as(o -> o.get(LEAVES));

    private static final Out<Leaf> WRITTEN = out("Leaf", Leaf.class)
            .field("content", Shapes.TEXT, Leaf::content)
            .optional("anchor", Shapes.TEXT, Leaf::anchor)
            .nullable("again", Shapes.TEXT, Leaf::anchor)
            .field("sent", Shapes.BOOLEAN, Leaf::anchorSent);

    @Test
    void anObjectIsReadWithItsDefaults() {
        assertThat(read("{\"leaves\":[{\"content\":\"a\"}],\"size\":3.0}"))
                .containsExactly(new Leaf("a", Place.LAST, null, false));
    }

    @Test
    void nullAndAbsentDiffer() {
        assertThat(read("{\"leaves\":[{\"content\":\"a\",\"anchor\":null}]}"))
                .containsExactly(new Leaf("a", Place.LAST, null, true));
    }

    @Test
    void lengthCountsCharactersAsPeopleDo() {
        assertThat(read("{\"leaves\":[{\"content\":\"😀😀😀😀😀\"}]}")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                       |                  | must be an object
            7                                                        |                  | must be an object
            {}                                                       | /leaves          | is required
            {"leaves":{}}                                            | /leaves          | must be an array
            {"leaves":null}                                          | /leaves          | must not be null
            {"leaves":[]}                                            | /leaves          | must have at least 1 element
            {"leaves":[{}]}                                          | /leaves/0/content| is required
            {"leaves":[{"content":7}]}                               | /leaves/0/content| must be a string
            {"leaves":[{"content":"a"},{"content":"123456"}]}        | /leaves/1/content| must have at most 5 characters
            {"leaves":[{"content":"a\\u0000"}]}                      | /leaves/0/content| must not contain the control character U+0000
            {"leaves":[{"content":"a\\u0007"}]}                      | /leaves/0/content| must not contain the control character U+0007
            {"leaves":[{"content":"a\\ud800"}]}                      | /leaves/0/content| must not contain half of a surrogate pair
            {"leaves":[{"content":"a","anchor":"x\\ny"}]}            | /leaves/0/anchor | must be one line
            {"leaves":[{"content":"a","anchor":""}]}                 | /leaves/0/anchor | must not be empty
            {"leaves":[{"content":"a","place":"middle"}]}            | /leaves/0/place  | must be one of first, last
            {"leaves":[{"content":"a","place":"first","anchor":"x"}]}| /leaves/0/place  | goes without an anchor
            {"leaves":[{"content":"a"}],"size":"3"}                  | /size            | must be a whole number
            {"leaves":[{"content":"a"}],"size":3.5}                  | /size            | must be a whole number
            {"leaves":[{"content":"a"}],"size":10}                   | /size            | must be between 1 and 9
            {"leaves":[{"content":"a"}],"size":1e400}                | /size            | must be between 1 and 9
            {"leaves":[{"content":"a"}],"size":99999999999999999999} | /size            | must be between 1 and 9
            {"leaves":[{"content":"a"}]} x                           |                  | is not valid (line
            {"leaves":[{"content":"a"}]}{}                           |                  | nothing after it
            {"leaves":[{"content":"a","content":"b"}]}               | /leaves/0        | Duplicate
            """)
    void aBrokenRuleIsNamedWithItsPlace(String json, @Nullable String pointer, String rule) {
        Problem.Invalid problem = refusal(json);
        assertThat(problem.message()).contains(rule);
        assertThat(problem.pointer()).startsWith(pointer == null ? "" : pointer);
    }

    @Test
    void aFourthElementIsRefusedWithoutReadingOn() {
        Problem.Invalid problem =
                refusal("{\"leaves\":[{\"content\":\"a\"},{\"content\":\"a\"},{\"content\":\"a\"},{]");
        assertThat(problem.pointer()).isEqualTo("/leaves/3");
        assertThat(problem.message()).contains("at most 3");
    }

    @Test
    void aHundredThousandBracketsAreRefused() {
        assertThat(refusal("[".repeat(100_000)).message()).contains("must be an object");
        assertThat(refusal("{\"x\":" + "[".repeat(100_000)).message()).contains("nested deeper");
        assertThat(refusal("{\"leaves\":" + "{\"a\":".repeat(100_000)).message())
                .contains("must be an array");
    }

    @Test
    void aTruncatedTextIsRefused() {
        String whole = "{\"leaves\":[{\"content\":\"a\",\"place\":\"last\"}],\"size\":3}";
        for (int end = 0; end < whole.length(); end++) {
            String part = whole.substring(0, end);
            assertThatThrownBy(() -> read(part)).as(part).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void bytesMustBeUtf8() {
        byte[] overlong = {'"', (byte) 0xC0, (byte) 0x80, '"'};
        byte[] utf16 = "\"a\"".getBytes(StandardCharsets.UTF_16);
        assertThat(refusal(overlong)).isEqualTo(new Problem.Invalid("", "The JSON is not valid UTF-8"));
        assertThat(refusal(utf16)).isEqualTo(new Problem.Invalid("", "The JSON is not valid UTF-8"));
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(Json.read(Shapes.TEXT, "\uFEFF\"a\"".getBytes(StandardCharsets.UTF_8), Unknown.REFUSED))
                .isEqualTo("a");
    }

    @Test
    void unknownPropertiesAreSkippedUnlessRefused() {
        String json = "{\"leaves\":[{\"content\":\"a\",\"extra\":{\"deep\":[1,{}]}}]}";
        assertThat(read(json)).hasSize(1);
        Problem.Invalid problem = (Problem.Invalid)
                catchThrowableOfType(ProblemException.class, () -> Json.read(TREE, json, Unknown.REFUSED))
                        .problem();
        assertThat(problem.pointer()).isEqualTo("/leaves/0/extra");
    }

    @Test
    void pointersEscapeSlashAndTilde() {
        Problem.Invalid problem = (Problem.Invalid)
                catchThrowableOfType(ProblemException.class, () -> Json.read(TREE, "{\"a/b~c\":1}", Unknown.REFUSED))
                        .problem();
        assertThat(problem.pointer()).isEqualTo("/a~1b~0c");
    }

    @Test
    void anObjectIsWritten() {
        assertThat(Json.text(WRITTEN, new Leaf("😀/<", Place.LAST, null, false)))
                .isEqualTo("{\"content\":\"😀/<\",\"again\":null,\"sent\":false}");
        assertThat(Json.text(WRITTEN, new Leaf("\u0001", Place.LAST, "x", true)))
                .isEqualTo("{\"content\":\"\\u0001\",\"anchor\":\"x\",\"again\":\"x\",\"sent\":true}");
    }

    @Test
    void plainValuesGoThereAndBack() {
        String json = "{\"a\":[1,-2.5,true,null,\"x\"],\"b\":{}}";
        assertThat(Json.text(Json.parse(json))).isEqualTo(json);
    }

    @Test
    void aShapeDescribesItself() {
        assertThat(TREE.schema().name()).isEqualTo("Tree");
        assertThat(TREE.schema().facts()).containsEntry("required", List.of("leaves"));
        assertThat(LEAF.schema().facts().get("properties"))
                .isEqualTo(Map.of(
                        "content", new Schema(null, Map.of("type", "string", "maxLength", 5)),
                        "place",
                                new Schema(
                                        null,
                                        Map.of("type", "string", "enum", List.of("first", "last"), "default", "last")),
                        "anchor",
                                new Schema(
                                        null,
                                        Map.of(
                                                "type",
                                                List.of("string", "null"),
                                                "minLength",
                                                1,
                                                "maxLength",
                                                8,
                                                "pattern",
                                                "^[^\\r\\n]*$"))));
        assertThat(WRITTEN.schema().facts()).containsEntry("required", List.of("content", "again", "sent"));
    }

    private static List<Leaf> read(String json) {
        return Json.read(TREE, json, Unknown.SKIPPED);
    }

    private static Problem.Invalid refusal(String json) {
        return refusal(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Problem.Invalid refusal(byte[] json) {
        return (Problem.Invalid)
                catchThrowableOfType(ProblemException.class, () -> Json.read(TREE, json, Unknown.SKIPPED))
                        .problem();
    }
}
