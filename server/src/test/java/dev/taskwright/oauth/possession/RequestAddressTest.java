package dev.taskwright.oauth.possession;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9449, 4.3, step 9. */
class RequestAddressTest {
    private static final String ASKED = "https://work.example/api/v1/projects/p-1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ASKED,
                "HTTPS://Work.Example/api/v1/projects/p-1",
                "https://work.example:443/api/v1/projects/p-1",
                "https://work.example/api/./v1/tasks/../projects/p-1",
                "https://work.example/api/v1/projects/%70%2D1",
                ASKED + "?limit=2",
                ASKED + "#top"
            })
    void theSameIsTheSameHoweverItIsWritten(String claimed) {
        assertThat(RequestAddress.isSame(claimed, ASKED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://work.example/api/v1/projects/p-1",
                "https://work.example:8443/api/v1/projects/p-1",
                "https://work.example.evil.example/api/v1/projects/p-1",
                "https://work.example@evil.example/api/v1/projects/p-1",
                "https://someone@work.example/api/v1/projects/p-1",
                "https://work.example/api/v1/projects/p-1/",
                "https://work.example/api/v1/projects/P-1",
                "https://work.example/api/v1/projects%2Fp-1",
                "https://work.example",
                "/api/v1/projects/p-1",
                "https:/api/v1/projects/p-1",
                "https://work.example/api/v1/projects/p-1%",
                "https://work.example/api/v1/projects/p-1 ",
                "",
                "mailto:ada@work.example"
            })
    void anythingElseIsAnother(String claimed) {
        assertThat(RequestAddress.isSame(claimed, ASKED)).isFalse();
    }
}
