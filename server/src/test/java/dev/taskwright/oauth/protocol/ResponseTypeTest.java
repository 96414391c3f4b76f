package dev.taskwright.oauth.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6749, 3.1.1; OAuth 2.0 Multiple Response Type Encoding Practices. */
class ResponseTypeTest {
    @ParameterizedTest
    @CsvSource({
        "code, CODE",
        "token, TOKEN",
        "id_token, ID_TOKEN",
        "token id_token, ID_TOKEN_TOKEN",
        "id_token code, CODE_ID_TOKEN",
        "token code, CODE_TOKEN",
        "token id_token code, CODE_ID_TOKEN_TOKEN",
        "none, NONE"
    })
    void theOrderOfTheWordsDoesNotMatter(String words, ResponseType type) {
        assertThat(ResponseType.of(words)).contains(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "code code", "code  token", "CODE", "code none", "none token", "code,token"})
    void anythingElseIsNone(String words) {
        assertThat(ResponseType.of(words)).isEmpty();
    }

    @Test
    void eachNeedsTheGrantsOfItsParts() {
        assertThat(ResponseType.CODE.grants()).isEqualTo(EnumSet.of(GrantType.AUTHORIZATION_CODE));
        assertThat(ResponseType.NONE.grants()).isEqualTo(EnumSet.of(GrantType.AUTHORIZATION_CODE));
        assertThat(ResponseType.ID_TOKEN.grants()).isEqualTo(EnumSet.of(GrantType.IMPLICIT));
        assertThat(ResponseType.CODE_TOKEN.grants())
                .isEqualTo(EnumSet.of(GrantType.AUTHORIZATION_CODE, GrantType.IMPLICIT));
    }
}
