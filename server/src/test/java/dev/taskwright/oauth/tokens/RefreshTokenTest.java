package dev.taskwright.oauth.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class RefreshTokenTest {
    private static final SecretKey KEY = key("0123456789abcdef0123456789abcdef");
    private static final RefreshToken TOKEN = new RefreshToken("abcdefghijklmnopqrstuv", 12);

    private static SecretKey key(String text) {
        return new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
    }

    @Test
    void itIsReadAsItWasWrittenAndIsAlwaysTheSame() {
        assertThat(RefreshToken.read(TOKEN.write(KEY), KEY)).contains(TOKEN);
        assertThat(TOKEN.write(KEY)).isEqualTo(TOKEN.write(KEY));
        assertThat(TOKEN.successor()).isEqualTo(new RefreshToken(TOKEN.lineage(), 13));
    }

    @Test
    void whoeverHasNoKeyCannotMakeAnother() {
        String text = TOKEN.write(KEY);
        String mac = text.substring(text.lastIndexOf('.'));

        assertThat(RefreshToken.read(text, key("another key of 32 characters ...")))
                .isEmpty();
        assertThat(RefreshToken.read("twr_abcdefghijklmnopqrstuv.13" + mac, KEY))
                .isEmpty();
        assertThat(RefreshToken.read("twr_Abcdefghijklmnopqrstuv.12" + mac, KEY))
                .isEmpty();
        assertThat(RefreshToken.read(text.substring(0, text.length() - 1), KEY)).isEmpty();
        assertThat(RefreshToken.read(text + "A", KEY)).isEmpty();
        assertThat(RefreshToken.read("", KEY)).isEmpty();
        assertThat(RefreshToken.read("twr_abcdefghijklmnopqrstuv.99999999999999999999" + mac, KEY))
                .isEmpty();
        assertThat(RefreshToken.read("twr_abcdefghijklmnopqrstuv.012" + mac, KEY))
                .isEmpty();
    }
}
