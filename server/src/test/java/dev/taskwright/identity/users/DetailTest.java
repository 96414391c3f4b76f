package dev.taskwright.identity.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenID Connect Core, 5.1: the form that each standard claim has. */
class DetailTest {
    @ParameterizedTest
    @CsvSource({
        "BIRTHDATE, 1985-04-12, 1985-04-12",
        "BIRTHDATE, 1985, 1985",
        "BIRTHDATE, 0000-02-29, 0000-02-29",
        "PHONE_NUMBER, +49 (30) 123-4567, +49301234567",
        "LOCALE, DE-ch, de-CH",
        "ZONEINFO, Europe/Berlin, Europe/Berlin",
        "WEBSITE, https://ada.example/ä, https://ada.example/%C3%A4",
        "GIVEN_NAME, ' Ada ', Ada",
        "GENDER, nonbinary, nonbinary"
    })
    void isKeptInItsOwnForm(Detail detail, String typed, String kept) {
        assertThat(detail.require(typed)).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "BIRTHDATE, 1985-02-30",
        "BIRTHDATE, 0000-13-01",
        "BIRTHDATE, 12.4.1985",
        "BIRTHDATE, 0000",
        "BIRTHDATE, -0044-03-15",
        "BIRTHDATE, +19850-04-12",
        "PHONE_NUMBER, 030 1234567",
        "PHONE_NUMBER, +49 call me",
        "LOCALE, english please",
        "LOCALE, und",
        "ZONEINFO, Berlin",
        "WEBSITE, javascript:alert(1)",
        "WEBSITE, https://user@ada.example/",
        "PROFILE, ada.example",
        "GIVEN_NAME, 'Ada\nLovelace'"
    })
    void whatBreaksItsRuleIsRefusedByName(Detail detail, String typed) {
        assertThatThrownBy(() -> detail.require(typed))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(detail.label());
    }

    @Test
    void blankTextSaysNothing() {
        assertThat(Details.require(Map.of(Detail.COUNTRY, " ", Detail.REGION, "Kent"))
                        .values())
                .containsOnly(Map.entry(Detail.REGION, "Kent"));
    }

    @Test
    void theColumnComesBackAndAnUnknownClaimIsLeftOut() {
        Details details = new Details(Map.of(Detail.COUNTRY, "日本", Detail.NICKNAME, "a\"b"));
        assertThat(DetailsJson.read(DetailsJson.text(details))).isEqualTo(details);
        assertThat(DetailsJson.read("{\"shoe_size\":\"44\"}")).isEqualTo(Details.NONE);
    }
}
