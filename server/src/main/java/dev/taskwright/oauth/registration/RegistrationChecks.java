package dev.taskwright.oauth.registration;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.platform.outbound.Outbound;
import org.jspecify.annotations.Nullable;

/** What others say of an app that registers itself: its publisher's statement, its sector's document. */
public final class RegistrationChecks {
    private final SoftwareStatements statements;
    private final SectorCheck sectors;

    public RegistrationChecks(SoftwareStatements statements, Outbound outbound) {
        this.statements = statements;
        this.sectors = new SectorCheck(outbound);
    }

    /** The metadata as its publisher vouches for it. */
    @Nullable
    Object vouched(@Nullable Object metadata) {
        return statements.applied(metadata);
    }

    void requireSector(Client client) {
        sectors.check(client);
    }
}
