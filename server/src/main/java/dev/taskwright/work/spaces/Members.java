package dev.taskwright.work.spaces;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.SpaceId;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import java.time.InstantSource;
import java.util.List;

/**
 * Who belongs to a space. Admins manage members; only owners make, change or remove owners; everybody may leave. A space
 * keeps at least one owner.
 */
public final class Members {
    private final MemberStore store = new MemberStore();
    private final Db db;
    private final SpaceAccess access;
    private final Users users;
    private final EventLog events;
    private final InstantSource clock;

    public Members(Db db, SpaceAccess access, Users users, EventLog events, InstantSource clock) {
        this.db = db;
        this.access = access;
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    /** The members of the space itself, the highest role first; not those whom an open folder lets in besides. */
    public List<Member> list(Caller caller, SpaceId space) {
        return db.read(tx -> {
            access.require(tx, caller, space, Role.VIEWER, "Space");
            return store.list(tx, space);
        });
    }

    /**
     * @param handle with or without a leading at sign
     * @throws ProblemException {@code Invalid} at {@code /handle} when nobody has it, {@code Conflict} for a member
     */
    public Member add(Caller caller, SpaceId space, String handle, Role role) {
        return db.write(tx -> {
            access.lock(tx, space, "Space");
            Role own = access.require(tx, caller, space, Role.ADMIN, "Space").role();
            requireMayGive(own, role);
            User user = users.findByHandle(tx, bare(handle))
                    .orElseThrow(() -> ProblemException.invalid("/handle", "is nobody's handle"));
            if (store.find(tx, space, user.id()).isPresent()) {
                throw ProblemException.conflict(user.handle() + " is a member already");
            }
            store.insert(tx, space, user.id(), role, clock.instant());
            Member member = new Member(user.id(), user.handle(), user.name(), role);
            events.append(tx, caller, new MemberEvent.Added(space, member));
            return member;
        });
    }

    /** @throws ProblemException {@code Conflict} when it would leave the space without an owner */
    public Member setRole(Caller caller, SpaceId space, String handle, Role role) {
        return db.write(tx -> {
            access.lock(tx, space, "Space");
            Role own = access.require(tx, caller, space, Role.ADMIN, "Space").role();
            Member member = member(tx, space, handle);
            requireMayGive(own, member.role());
            requireMayGive(own, role);
            if (member.role() == role) {
                return member;
            }
            requireOwnerBesides(tx, space, member);
            store.updateRole(tx, space, member.id(), role);
            Member changed = new Member(member.id(), member.handle(), member.name(), role);
            events.append(tx, caller, new MemberEvent.Changed(space, changed));
            return changed;
        });
    }

    /** @throws ProblemException {@code Conflict} when it would leave the space without an owner */
    public void remove(Caller caller, SpaceId space, String handle) {
        db.write(tx -> {
            access.lock(tx, space, "Space");
            Role own = access.require(tx, caller, space, Role.VIEWER, "Space").role();
            Member member = member(tx, space, handle);
            if (!(caller instanceof Caller.Person person && person.id().equals(member.id()))) {
                SpaceAccess.requireRole(own, Role.ADMIN);
                requireMayGive(own, member.role());
            }
            requireOwnerBesides(tx, space, member);
            store.delete(tx, space, member.id());
            events.append(tx, caller, new MemberEvent.Removed(space, member));
            return member;
        });
    }

    private Member member(Tx tx, SpaceId space, String handle) {
        return users.findByHandle(tx, bare(handle))
                .flatMap(user -> store.find(tx, space, user.id()))
                .orElseThrow(() -> ProblemException.notFound("Member"));
    }

    private void requireOwnerBesides(Tx tx, SpaceId space, Member member) {
        if (member.role() == Role.OWNER && !store.hasOwnerBesides(tx, space, member.id())) {
            throw ProblemException.conflict("The last owner stays; make somebody else owner first");
        }
    }

    private static void requireMayGive(Role own, Role role) {
        if (role == Role.OWNER) {
            SpaceAccess.requireRole(own, Role.OWNER);
        }
    }

    private static String bare(String handle) {
        return handle.startsWith("@") ? handle.substring(1) : handle;
    }
}
