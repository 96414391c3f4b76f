package dev.taskwright.work.spaces;

import dev.taskwright.base.SpaceId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The table {@code space_member}. */
final class MemberStore {
    /** The highest role first, then by handle. */
    List<Member> list(Tx tx, SpaceId space) {
        return tx.handle().createQuery("""
                        SELECT p.id, p.handle, p.name, m.role
                        FROM space_member m
                        JOIN person p ON p.id = m.person_id
                        WHERE m.space_id = :space
                        """).bind("space", space.value()).map((row, context) -> member(row)).stream()
                .sorted(Comparator.comparing(Member::role).reversed().thenComparing(Member::handle))
                .toList();
    }

    Optional<Member> find(Tx tx, SpaceId space, UserId person) {
        return tx.handle()
                .createQuery("""
                        SELECT p.id, p.handle, p.name, m.role
                        FROM space_member m
                        JOIN person p ON p.id = m.person_id
                        WHERE m.space_id = :space AND m.person_id = :person
                        """)
                .bind("space", space.value())
                .bind("person", person.value())
                .map((row, context) -> member(row))
                .findOne();
    }

    boolean hasOwnerBesides(Tx tx, SpaceId space, UserId person) {
        return tx.handle()
                .createQuery("""
                        SELECT 1 FROM space_member
                        WHERE space_id = :space AND role = 'owner' AND person_id <> :person LIMIT 1
                        """)
                .bind("space", space.value())
                .bind("person", person.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    void insert(Tx tx, SpaceId space, UserId person, Role role, Instant now) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO space_member (space_id, person_id, role, added_at)
                        VALUES (:space, :person, :role, :now)
                        """)
                .bind("space", space.value())
                .bind("person", person.value())
                .bind("role", role.word())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    void updateRole(Tx tx, SpaceId space, UserId person, Role role) {
        tx.handle()
                .createUpdate("""
                        UPDATE space_member SET role = :role WHERE space_id = :space AND person_id = :person
                        """)
                .bind("space", space.value())
                .bind("person", person.value())
                .bind("role", role.word())
                .execute();
    }

    void delete(Tx tx, SpaceId space, UserId person) {
        tx.handle()
                .createUpdate("DELETE FROM space_member WHERE space_id = :space AND person_id = :person")
                .bind("space", space.value())
                .bind("person", person.value())
                .execute();
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                new UserId(row.getInt("id")),
                row.getString("handle"),
                row.getString("name"),
                Role.of(row.getString("role")).orElseThrow());
    }
}
