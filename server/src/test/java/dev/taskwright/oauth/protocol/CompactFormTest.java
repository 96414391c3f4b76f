package dev.taskwright.oauth.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactFormTest {
    private static String under(String header) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + ".e30.";
    }

    @Test
    void anObjectPasses() throws ParseException {
        String text = under(" {\"alg\":\"none\"}");
        assertThat(CompactForm.checked(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "", "[]", "1", "\"{\"", "\u0000{"})
    void anythingElseDoesNot(String header) {
        assertThatThrownBy(() -> CompactForm.checked(under(header))).isInstanceOf(ParseException.class);
    }

    @Test
    void whatHasNoPartsDoesNot() {
        assertThatThrownBy(() -> CompactForm.checked("")).isInstanceOf(ParseException.class);
        assertThatThrownBy(() -> CompactForm.checked("{}")).isInstanceOf(ParseException.class);
    }
}
