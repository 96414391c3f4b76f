package dev.taskwright.work.projects;

import static dev.taskwright.platform.json.Shapes.BOOLEAN;
import static dev.taskwright.platform.json.Shapes.TEXT;
import static dev.taskwright.platform.json.Shapes.choice;
import static dev.taskwright.platform.json.Shapes.line;
import static dev.taskwright.platform.json.Shapes.object;
import static dev.taskwright.platform.json.Shapes.optional;
import static dev.taskwright.platform.json.Shapes.optionalOrNull;
import static dev.taskwright.platform.json.Shapes.orNull;
import static dev.taskwright.platform.json.Shapes.out;

import dev.taskwright.platform.json.Field;
import dev.taskwright.platform.json.In;
import dev.taskwright.platform.json.Out;
import dev.taskwright.platform.json.Scalar;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Share links on the wire. */
final class ShareJson {
    private static final Scalar<ShareTier> TIER = choice(ShareTier::word, List.of(ShareTier.values()));
    private static final Scalar<Instant> TIME = line(1, 40).as(ShareJson::time, Instant::toString);

    static final Out<Shown> SHARE = out("ProjectShare", Shown.class)
            .field("viewUrl", TEXT, all -> all.url(ShareTier.VIEW))
            .field("checkUrl", TEXT, all -> all.url(ShareTier.CHECK))
            .field("editUrl", TEXT, all -> all.url(ShareTier.EDIT));

    static final Out<Optional<Shown>> SHARE_OR_NULL = orNull(SHARE);

    static final Out<One> LINK = out("ShareLink", One.class)
            .field("tier", TIER, one -> one.link().tier())
            .field("url", TEXT, One::url)
            .nullable("expiresAt", TIME, one -> one.link().expiresAt())
            .field("hasPassword", BOOLEAN, one -> one.link().hasPassword());

    private static final Field<@Nullable ShareTier> ITS_TIER = optional("tier", TIER);
    private static final Field<@Nullable Instant> EXPIRES_AT = optionalOrNull("expiresAt", TIME);
    private static final Field<@Nullable String> PASSWORD = optionalOrNull("password", line(1, 256));

    static final In<Change> CHANGE = object("ShareLinkChange", ITS_TIER, EXPIRES_AT, PASSWORD)
            .as(o -> new Change(
                    o.get(ITS_TIER),
                    new ShareChange(o.has(EXPIRES_AT), o.get(EXPIRES_AT), o.has(PASSWORD), o.get(PASSWORD))));

    record Change(@Nullable ShareTier tier, ShareChange change) {}

    /** @param issuer the server's public address, without a slash at the end */
    record Shown(List<ShareLink> links, String issuer) {
        String url(ShareTier tier) {
            return links.stream()
                    .filter(link -> link.tier() == tier)
                    .findFirst()
                    .orElseThrow()
                    .url(issuer);
        }
    }

    record One(ShareLink link, String issuer) {
        String url() {
            return link.url(issuer);
        }
    }

    private ShareJson() {}

    private static Instant time(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() < 1970 || time.getYear() > 9999) {
                throw new IllegalArgumentException("must lie in the years 1970 to 9999");
            }
            return time.toInstant();
        } catch (DateTimeException notOne) {
            throw new IllegalArgumentException("must be a time such as 2026-05-01T12:00:00Z", notOne);
        }
    }
}
