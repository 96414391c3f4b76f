package dev.taskwright.oauth.clients;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The security profile that an app is held to, in everything it does here. */
public enum SecurityProfile {
    /** OAuth 2.0 and OpenID Connect as they are. */
    NONE,
    /** Financial-grade API Security Profile 1.0, Part 2: Advanced. */
    FAPI1_ADVANCED,
    /** FAPI 2.0 Security Profile; Message Signing for what the app registered to be signed. */
    FAPI2,
    /** FAPI Client Initiated Backchannel Authentication Profile, and with it FAPI 1.0 Advanced. */
    FAPI_CIBA;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SecurityProfile> of(String word) {
        return Arrays.stream(values()).filter(p -> p.word().equals(word)).findFirst();
    }
}
