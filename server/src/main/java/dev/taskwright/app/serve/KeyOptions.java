package dev.taskwright.app.serve;

import dev.taskwright.app.command.Life;
import dev.taskwright.oauth.keys.KeySchedule;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.oauth.possession.NonceRule;
import dev.taskwright.platform.config.Option;
import dev.taskwright.platform.config.OptionValues;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The options of {@code serve} about signing keys, its own and those that apps prove to hold. */
final class KeyOptions {
    private static final Set<SignatureAlgorithm> NEEDED = Set.of(SignatureAlgorithm.ES256, SignatureAlgorithm.RS256);

    static final Option<Set<SignatureAlgorithm>> ALGORITHMS = Option.of(
            "algorithms",
            "A,…",
            "The signatures this server makes, exactly (default: RS256, PS256, ES256, EdDSA and what keys add has added)",
            KeyOptions::algorithms);
    static final Option<Duration> USE = Option.of("key-use", "90d", "How long a signing key is used", Life::parse)
            .orElse("90d");
    static final Option<Duration> ANNOUNCE = Option.of(
                    "key-announce", "14d", "How long a signing key is published before it is used", Life::parse)
            .orElse("14d");
    static final Option<Duration> RETAIN = Option.of(
                    "key-retain", "7d", "How long a signing key is published after it was used", Life::parse)
            .orElse("7d");

    static final Option<NonceRule> DPOP_NONCE = Option.of(
                    "dpop-nonce",
                    "RULE",
                    "Whether DPoP proofs must carry a nonce of this server: offered or required",
                    KeyOptions::nonceRule)
            .orElse("offered");

    private KeyOptions() {}

    static List<Option<?>> all() {
        return List.of(ALGORITHMS, USE, ANNOUNCE, RETAIN, DPOP_NONCE);
    }

    static ServeConfig.Keys read(OptionValues values) {
        Optional<Set<SignatureAlgorithm>> algorithms = values.get(ALGORITHMS);
        KeySchedule usual = KeySchedule.USUAL;
        NonceRule nonceRule = values.get(DPOP_NONCE).orElse(NonceRule.OFFERED);
        try {
            KeySchedule schedule = new KeySchedule(
                    values.get(USE).orElse(usual.use()),
                    values.get(ANNOUNCE).orElse(usual.announce()),
                    values.get(RETAIN).orElse(usual.retain()));
            return new ServeConfig.Keys(algorithms, schedule, nonceRule);
        } catch (IllegalArgumentException e) {
            values.mistake(ANNOUNCE, "does not go with --key-use and --key-retain: " + e.getMessage());
            return new ServeConfig.Keys(algorithms, usual, nonceRule);
        }
    }

    private static NonceRule nonceRule(String text) {
        return NonceRule.of(text.strip())
                .orElseThrow(() -> new IllegalArgumentException("must be offered or required"));
    }

    private static Set<SignatureAlgorithm> algorithms(String text) {
        Set<SignatureAlgorithm> found = EnumSet.noneOf(SignatureAlgorithm.class);
        for (String word : text.split("[,\\s]+", -1)) {
            found.add(SignatureAlgorithm.of(word)
                    .orElseThrow(() ->
                            new IllegalArgumentException("must be a list of RS256, PS256, ES256, EdDSA and ML-DSA-65; '"
                                    + word + "' is none of them")));
        }
        if (!found.containsAll(NEEDED)) {
            throw new IllegalArgumentException("must have ES256 (access tokens) and RS256 (ID tokens) among them");
        }
        return found;
    }
}
