package dev.taskwright.oauth.logout;

import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.tokens.SessionTokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.jobs.JobHandler;
import dev.taskwright.platform.jobs.Jobs;

/**
 * Hears that sessions of a person have ended (sign-out here, a new password, the account disabled) and sees to it that
 * each app of those sessions is told. What the apps hold stays as it is: offline access is meant to outlive a session, and
 * the tokens of a disabled person rest by themselves.
 */
public final class SessionsEnded implements JobHandler {
    private final Db db;
    private final SessionTokens tokens;
    private final Jobs jobs;

    public SessionsEnded(Db db, SessionTokens tokens, Jobs jobs) {
        this.db = db;
        this.tokens = tokens;
        this.jobs = jobs;
    }

    @Override
    public String kind() {
        return Users.SESSIONS_ENDED;
    }

    @Override
    public void run(String payload) {
        UserId person = new UserId(Integer.parseInt(payload));
        db.write(tx -> {
            tokens.ofEndedSessions(tx, person)
                    .forEach(each -> jobs.add(tx, BackChannelLogout.KIND, ParticipantJson.text(each)));
            return person;
        });
    }
}
