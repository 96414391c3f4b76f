package dev.taskwright.oauth.tokens;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.protocol.Signalled;
import dev.taskwright.platform.db.Tx;
import java.time.InstantSource;
import java.util.List;

/** What apps hold by a browser session, when the session ends. */
public final class SessionTokens {
    private final InstantSource clock;
    private final AuthorizationStore store = new AuthorizationStore();

    public SessionTokens(InstantSource clock) {
        this.clock = clock;
    }

    /** Ends every code and token that apps got in this session, on every node; returns the apps. */
    public List<Participant> end(Tx tx, UserId person, String session) {
        List<Participant> participants = store.delete(tx, person, session);
        participants.forEach(each -> tx.signal(Signalled.AUTHORIZATIONS, each.sid()));
        return participants;
    }

    /** The apps of the person's sessions that are over and of which nobody has been told; each is returned once. */
    public List<Participant> ofEndedSessions(Tx tx, UserId person) {
        return store.markEnded(tx, person, clock.instant());
    }
}
