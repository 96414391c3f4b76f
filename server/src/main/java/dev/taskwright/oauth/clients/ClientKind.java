package dev.taskwright.oauth.clients;

import dev.taskwright.oauth.protocol.GrantType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What sort of program an app is; it decides whether a secret can be kept and where answers may go. */
public enum ClientKind {
    /** Runs on a server and keeps a secret. */
    WEB(false, false),
    /** Runs in the browser. */
    SPA(true, false),
    /** Runs on a person's computer or phone: RFC 8252. */
    NATIVE(true, true),
    /** Acts for itself, for no person. */
    MACHINE(false, false),
    /** Has no browser: RFC 8628. */
    DEVICE(true, false),
    /** An agent that speaks the Model Context Protocol, on a computer or hosted. */
    MCP(true, true);

    private final boolean isPublic;
    private final boolean isOnDevice;

    ClientKind(boolean isPublic, boolean isOnDevice) {
        this.isPublic = isPublic;
        this.isOnDevice = isOnDevice;
    }

    /** Whether it cannot keep a secret: RFC 6749, 2.1. It gets none and must use PKCE. */
    public boolean isPublic() {
        return isPublic;
    }

    /** Whether answers may go to the person's own device: loopback, private-use scheme, out of band. */
    public boolean isOnDevice() {
        return isOnDevice;
    }

    /** The grants an app of this kind gets when none are named. */
    public Set<GrantType> usualGrants() {
        return switch (this) {
            case WEB, SPA, NATIVE, MCP -> Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
            case MACHINE -> Set.of(GrantType.CLIENT_CREDENTIALS);
            case DEVICE -> Set.of(GrantType.DEVICE_CODE, GrantType.REFRESH_TOKEN);
        };
    }

    /** The word of the command line and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ClientKind> of(String word) {
        return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst();
    }
}
