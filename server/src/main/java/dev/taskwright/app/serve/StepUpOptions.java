package dev.taskwright.app.serve;

import dev.taskwright.app.command.Life;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.platform.config.Option;
import dev.taskwright.platform.config.OptionValues;
import java.time.Duration;
import java.util.List;

/** The options of {@code serve} about what a person's app may not do without a good sign-in: RFC 9470. */
final class StepUpOptions {
    static final Option<Duration> AGE = Option.of(
            "step-up-age",
            "5m",
            "How recently a person must have signed in before an app deletes for them or lets others in (default: not asked)",
            Life::parse);
    static final Option<List<String>> ACR = Option.of(
            "step-up-acr",
            "ACR",
            "How well they must have signed in for it, at least (default: not asked)",
            StepUpOptions::acrs);

    private StepUpOptions() {}

    static List<Option<?>> all() {
        return List.of(AGE, ACR);
    }

    static ServeConfig.StepUp read(OptionValues values) {
        return new ServeConfig.StepUp(values.get(AGE), values.get(ACR).orElse(List.of()));
    }

    /** This one and every stronger one. */
    private static List<String> acrs(String text) {
        List<String> known = Authentication.acrs();
        int least = known.indexOf(text.strip());
        if (least < 0) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", known));
        }
        return known.subList(least, known.size());
    }
}
