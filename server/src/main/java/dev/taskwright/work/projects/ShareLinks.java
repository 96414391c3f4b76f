package dev.taskwright.work.projects;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.work.spaces.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The share links of a project: off, or one for each tier. Editors of its folder switch them, and only they are shown
 * them: who may but look must not find an address by which they could edit.
 */
public final class ShareLinks {
    private static final int LONGEST_PASSWORD = 256;

    private final ShareStore store;
    private final Db db;
    private final Projects projects;
    private final ProjectAccess access;
    private final ShareSecrets secrets;
    private final EventLog events;
    private final InstantSource clock;

    public ShareLinks(
            Db db,
            Projects projects,
            ProjectAccess access,
            ShareSecrets secrets,
            EventLog events,
            InstantSource clock) {
        this.store = new ShareStore(secrets);
        this.db = db;
        this.projects = projects;
        this.access = access;
        this.secrets = secrets;
        this.events = events;
        this.clock = clock;
    }

    /** Of every tier; empty while sharing is off. */
    public List<ShareLink> list(Caller caller, ProjectId project) {
        return db.read(tx -> {
            access.requireWhole(tx, caller, project, Role.EDITOR);
            return store.list(tx, project);
        });
    }

    /** Switches sharing on; the links are those there are where it is on already. */
    public List<ShareLink> enable(Caller caller, ProjectId project) {
        Map<ShareLink, byte[]> fresh = fresh(project);
        return db.write(tx -> {
            access.lockWhole(tx, caller, project, Role.EDITOR);
            boolean isNew = store.list(tx, project).size() < fresh.size();
            if (isNew) {
                fresh.forEach((link, secret) -> store.insertIfAbsent(tx, link, secret, clock.instant()));
                events.append(tx, caller, new ProjectEvent.ShareEnabled(projects.project(tx, project)));
            }
            return store.list(tx, project);
        });
    }

    /** Switches sharing off: the links open nothing any more, and none of them ever will again. */
    public void disable(Caller caller, ProjectId project) {
        db.write(tx -> {
            access.lockWhole(tx, caller, project, Role.EDITOR);
            if (store.delete(tx, project)) {
                events.append(tx, caller, new ProjectEvent.ShareDisabled(projects.project(tx, project)));
            }
            return project;
        });
    }

    /**
     * New addresses instead of the old ones, which open nothing any more; expiry and password stay.
     *
     * @throws ProblemException {@code Invalid} while sharing is off
     */
    public List<ShareLink> rotate(Caller caller, ProjectId project) {
        Map<ShareLink, byte[]> fresh = fresh(project);
        return db.write(tx -> {
            access.lockWhole(tx, caller, project, Role.EDITOR);
            requireOn(store.list(tx, project));
            fresh.forEach((link, secret) -> store.updateToken(tx, link, secret));
            events.append(tx, caller, new ProjectEvent.ShareRotated(projects.project(tx, project)));
            return store.list(tx, project);
        });
    }

    /**
     * Says how long links open and what else they ask for.
     *
     * @param tier the one meant; null for all
     * @throws ProblemException {@code Invalid} while sharing is off, at {@code /expiresAt} for a time that is over, at
     *     {@code /password} for one that is blank or too long
     */
    public List<ShareLink> change(Caller caller, ProjectId project, @Nullable ShareTier tier, ShareChange change) {
        Optional<String> hash = passwordHash(change);
        if (change.expiresAt() != null && !change.expiresAt().isAfter(clock.instant())) {
            throw ProblemException.invalid("/expiresAt", "must be in the future");
        }
        return db.write(tx -> {
            access.lockWhole(tx, caller, project, Role.EDITOR);
            List<ShareLink> links = store.list(tx, project);
            requireOn(links);
            links.stream()
                    .filter(link -> tier == null || link.tier() == tier)
                    .forEach(link -> change(tx, link, change, hash));
            events.append(tx, caller, new ProjectEvent.ShareChanged(projects.project(tx, project)));
            return store.list(tx, project);
        });
    }

    private void change(Tx tx, ShareLink link, ShareChange change, Optional<String> hash) {
        if (change.hasExpiry()) {
            store.updateExpiry(tx, link.id(), change.expiresAt());
        }
        if (change.hasPassword()) {
            store.updatePassword(tx, link.id(), hash.orElse(null));
        }
    }

    private Optional<String> passwordHash(ShareChange change) {
        String password = change.password();
        if (password == null) {
            return Optional.empty();
        }
        if (password.isBlank() || password.length() > LONGEST_PASSWORD) {
            throw ProblemException.invalid("/password", "must have 1 to 256 characters, not only blanks");
        }
        return Optional.of(secrets.hashPassword(password));
    }

    /** The link with this token; empty for one that opens nothing, or no longer. */
    public Optional<ShareLink> findByToken(String token) {
        return db.read(tx -> store.findByToken(tx, ShareSecrets.hash(token))).filter(this::isOpen);
    }

    /** What to give a browser that a link has let in. */
    public String pass(ShareLink link) {
        return secrets.pass(link);
    }

    /** Whoever comes back with a pass, as a caller; empty when it is not, or no longer, good for the link. */
    public Optional<Caller.Visitor> visitor(String id, String pass) {
        return db.read(tx -> store.find(tx, id))
                .filter(this::isOpen)
                .filter(link -> Digests.sameSecret(secrets.pass(link), pass))
                .map(link -> new Caller.Visitor(link.id(), link.project()));
    }

    private boolean isOpen(ShareLink link) {
        Instant now = clock.instant();
        return link.isOpenAt(now);
    }

    private Map<ShareLink, byte[]> fresh(ProjectId project) {
        return Stream.of(ShareTier.values())
                .map(tier -> new ShareLink(secrets.newId(), project, tier, secrets.newToken(), null, null))
                .collect(Collectors.toMap(link -> link, link -> secrets.seal(link.token(), link.id())));
    }

    private static void requireOn(List<ShareLink> links) {
        if (links.isEmpty()) {
            throw ProblemException.invalid("", "Sharing is off");
        }
    }
}
