package dev.taskwright.app.serve;

import dev.taskwright.oauth.registration.RegistrationPolicy;
import dev.taskwright.oauth.registration.SoftwarePublisher;
import dev.taskwright.platform.config.Option;
import dev.taskwright.platform.config.OptionValues;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The options of {@code serve} about apps that register themselves. */
final class RegistrationOptions {
    static final Option<RegistrationPolicy> REGISTRATION = Option.of(
                    "registration",
                    "WHO",
                    "Who may register apps without you, or describe them by a document: anyone, token (see app token add) or nobody",
                    RegistrationOptions::policy)
            .orElse("anyone");
    static final Option<List<SoftwarePublisher>> PUBLISHERS = Option.of(
            "software-publishers",
            "ISSUER=JWKS,…",
            "Whose signed statements about programs are believed; JWKS is an https address or a file (default none)",
            RegistrationOptions::publishers);

    private RegistrationOptions() {}

    static List<Option<?>> all() {
        return List.of(REGISTRATION, PUBLISHERS);
    }

    static ServeConfig.Registration read(OptionValues values) {
        return new ServeConfig.Registration(
                values.get(REGISTRATION).orElse(RegistrationPolicy.ANYONE),
                values.get(PUBLISHERS).orElse(List.of()));
    }

    /** Whether an app may come without anybody having heard of it. */
    static boolean letsAnyoneIn(OptionValues values) {
        return read(values).policy() == RegistrationPolicy.ANYONE;
    }

    private static RegistrationPolicy policy(String word) {
        return RegistrationPolicy.of(word)
                .orElseThrow(() -> new IllegalArgumentException("must be anyone, token or nobody"));
    }

    private static List<SoftwarePublisher> publishers(String text) {
        List<SoftwarePublisher> publishers = new ArrayList<>();
        for (String each : text.split("[,\\s]+", -1)) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("must be a list of ISSUER=JWKS; '" + each + "' is none");
            }
            publishers.add(publisher(each.substring(0, equals), each.substring(equals + 1)));
        }
        if (publishers.stream().map(SoftwarePublisher::issuer).distinct().count() < publishers.size()) {
            throw new IllegalArgumentException("must name each issuer once");
        }
        return publishers;
    }

    private static SoftwarePublisher publisher(String issuer, String keys) {
        if (keys.startsWith("https://")) {
            return SoftwarePublisher.at(issuer, URI.create(keys));
        }
        try {
            return SoftwarePublisher.with(issuer, Files.readString(Path.of(keys)));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("must name a file that can be read: " + keys, e);
        }
    }
}
