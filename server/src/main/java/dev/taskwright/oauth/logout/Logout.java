package dev.taskwright.oauth.logout;

import dev.taskwright.identity.sessions.Sessions;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.oauth.tokens.Participant;
import dev.taskwright.oauth.tokens.SessionTokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.jobs.Jobs;
import java.util.List;

/** Ends a browser session together with everything that apps hold by it, and no other session's. */
public final class Logout {
    private final Db db;
    private final Sessions sessions;
    private final SessionTokens tokens;
    private final Jobs jobs;

    public Logout(Db db, Sessions sessions, SessionTokens tokens, Jobs jobs) {
        this.db = db;
        this.sessions = sessions;
        this.tokens = tokens;
        this.jobs = jobs;
    }

    /** Returns the apps that took part; none when the session was over already: of many at once, one ends it. */
    List<Participant> end(SignedIn person) {
        return db.write(tx -> {
            if (!sessions.end(tx, person)) {
                return List.of();
            }
            List<Participant> participants = tokens.end(tx, person.userId(), person.sessionId());
            participants.forEach(each -> jobs.add(tx, BackChannelLogout.KIND, ParticipantJson.text(each)));
            return participants;
        });
    }
}
