package dev.taskwright.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlEncodedTest {
    @Test
    void valuesAreDecodedInTheirOrder() {
        Fields fields = QueryText.parse("b=1&a=%C3%A4+%F0%9F%8C%B1&&b=2&flag&empty=");

        assertThat(fields.names()).containsExactly("b", "a", "flag", "empty");
        assertThat(fields.all("b")).containsExactly("1", "2");
        assertThat(fields.first("a")).contains("ä 🌱");
        assertThat(fields.first("flag")).contains("");
        assertThat(fields.first("absent")).isEmpty();
    }

    @Test
    void aRepeatedFieldIsSeen() {
        Fields fields = QueryText.parse("a=1&a=2");

        assertThat(fields.isRepeated("a")).isTrue();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> fields.one("a"))
                .extracting(ProblemException::problem)
                .isEqualTo(new Problem.Invalid("a", "a is given more than once"));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> fields.required("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%C3", "a=%C3%28", "a=%ED%A0%80", "%FF=1", "a=%C0%AF"})
    void brokenEscapesAndBrokenTextAreRefused(String raw) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> QueryText.parse(raw))
                .satisfies(e -> assertThat(e.problem()).isInstanceOf(Problem.Invalid.class));
    }

    @Test
    void tooManyFieldsAreRefused() {
        assertThat(QueryText.parse("a=1&".repeat(500)).all("a")).hasSize(500);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> QueryText.parse("a=1&".repeat(501)))
                .satisfies(e -> assertThat(e.problem()).isInstanceOf(Problem.TooLarge.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/projects/abc?after=x#y", "/a%0d%0ab"})
    void aPathOfThisServerIsTaken(String path) {
        assertThat(LocalPath.of(path)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "projects",
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "/\t/evil.example",
                "/a b",
                "/a\r\nSet-Cookie: x",
                "/ä",
                "javascript:alert(1)"
            })
    void anythingThatMayLeadAwayIsNot(String path) {
        assertThat(LocalPath.of(path)).isEmpty();
    }
}
