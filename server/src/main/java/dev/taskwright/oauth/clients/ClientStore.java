package dev.taskwright.oauth.clients;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.RefreshPolicy;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables {@code oauth_client} and {@code oauth_client_secret}, whose values {@link ClientColumns} spells. */
final class ClientStore {
    private static final String SELECT = """
            SELECT c.*, (SELECT string_agg(s.secret_digest || ',' || COALESCE(s.expires_at, 0) || ','
                                           || COALESCE(s.sealed, '-'), ' ') FROM oauth_client_secret s
                         WHERE s.client_id = c.client_id) AS secrets
            FROM oauth_client c
            """;

    Optional<Client> find(Tx tx, ClientId id) {
        return tx.handle()
                .createQuery(SELECT + "WHERE c.client_id = :id")
                .bind("id", id.value())
                .map((row, context) -> client(row))
                .findOne();
    }

    List<Client> all(Tx tx) {
        return tx.handle()
                .createQuery(SELECT + "ORDER BY c.created_at, c.client_id")
                .map((row, context) -> client(row))
                .list();
    }

    /** @param otherwise what happens when the id is taken; empty for an error */
    int insert(Tx tx, Client client, String otherwise) {
        int inserted = tx.handle()
                .createUpdate("""
                        INSERT INTO oauth_client (client_id, name, kind, owner_id, logo, redirect_uris,
                            allowed_scopes, default_scopes, grants, response_types, authentication_methods,
                            refresh_policy, refreshes_without_secret, metadata, created_at)
                        VALUES (:id, :name, :kind, :owner, :logo, :uris, :allowed, :default, :grants, :types,
                            :methods, :refresh, :refreshOpen, :metadata, :created)
                        """ + otherwise)
                .bindMap(ClientColumns.columns(client))
                .bind(
                        "owner",
                        Optional.ofNullable(client.owner()).map(UserId::value).orElse(null))
                .bind("created", client.createdAt().toEpochMilli())
                .execute();
        client.proof().secrets().forEach(secret -> insertSecret(tx, client.id(), secret, client.createdAt()));
        return inserted;
    }

    /** {@code origin} has no character that means something to LIKE. */
    boolean hasOrigin(Tx tx, String origin) {
        return tx.handle()
                .createQuery("""
                        SELECT 1 FROM oauth_client
                        WHERE ' ' || redirect_uris || ' ' LIKE :path OR ' ' || redirect_uris || ' ' LIKE :bare
                           OR ' ' || redirect_uris || ' ' LIKE :query
                        LIMIT 1""")
                .bind("path", "% " + origin + "/%")
                .bind("bare", "% " + origin + " %")
                .bind("query", "% " + origin + "?%")
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** The word of a grant has no character that means something to LIKE, but for the underscore. */
    boolean isUsed(Tx tx, GrantType grant) {
        return tx.handle()
                .createQuery("SELECT 1 FROM oauth_client WHERE ' ' || grants || ' ' LIKE :word ESCAPE '!' LIMIT 1")
                .bind("word", "% " + grant.word().replace("_", "!_") + " %")
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** Everything but the id, the owner and the day; the secrets are those of {@code client}. */
    void update(Tx tx, Client client) {
        tx.handle().createUpdate("""
                        UPDATE oauth_client SET name = :name, kind = :kind, logo = :logo, redirect_uris = :uris,
                            allowed_scopes = :allowed, default_scopes = :default, grants = :grants,
                            response_types = :types, authentication_methods = :methods, refresh_policy = :refresh,
                            refreshes_without_secret = :refreshOpen, metadata = :metadata
                        WHERE client_id = :id""").bindMap(ClientColumns.columns(client)).execute();
        tx.handle()
                .createUpdate("DELETE FROM oauth_client_secret WHERE client_id = :id")
                .bind("id", client.id().value())
                .execute();
        client.proof().secrets().forEach(secret -> insertSecret(tx, client.id(), secret, client.createdAt()));
    }

    boolean lock(Tx tx, ClientId id) {
        return tx.handle()
                        .createUpdate("UPDATE oauth_client SET logo = logo WHERE client_id = :id")
                        .bind("id", id.value())
                        .execute()
                == 1;
    }

    void updateLogo(Tx tx, ClientId id, @Nullable String logo) {
        tx.handle()
                .createUpdate("UPDATE oauth_client SET logo = :logo WHERE client_id = :id")
                .bind("logo", logo)
                .bind("id", id.value())
                .execute();
    }

    /** @param before what was written after this is left as it is */
    int updateUse(Tx tx, ClientId id, Instant now, Instant before) {
        return tx.handle()
                .createUpdate("UPDATE oauth_client SET used_at = :now WHERE client_id = :id AND used_at < :before")
                .bind("now", now.toEpochMilli())
                .bind("before", before.toEpochMilli())
                .bind("id", id.value())
                .execute();
    }

    boolean delete(Tx tx, ClientId id) {
        return tx.handle()
                        .createUpdate("DELETE FROM oauth_client WHERE client_id = :id")
                        .bind("id", id.value())
                        .execute()
                == 1;
    }

    void insertSecret(Tx tx, ClientId id, ClientSecret secret, Instant now) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO oauth_client_secret (secret_digest, client_id, sealed, expires_at, created_at)
                        VALUES (:digest, :id, :sealed, :expires, :created)""")
                .bind("digest", secret.digest())
                .bind("id", id.value())
                .bind("sealed", secret.sealed())
                .bind(
                        "expires",
                        Optional.ofNullable(secret.expiresAt())
                                .map(Instant::toEpochMilli)
                                .orElse(null))
                .bind("created", now.toEpochMilli())
                .execute();
    }

    private static Client client(ResultSet row) throws SQLException {
        int number = row.getInt("owner_id");
        @Nullable UserId owner = row.wasNull() ? null : new UserId(number);
        return new Client(
                new ClientId(row.getString("client_id")),
                ClientKind.of(row.getString("kind")).orElseThrow(),
                owner,
                Instant.ofEpochMilli(row.getLong("created_at")),
                permissions(row),
                new ClientProof(
                        Set.copyOf(ClientColumns.list(
                                row.getString("authentication_methods"), AuthenticationMethod::stored)),
                        ClientColumns.list(
                                Optional.ofNullable(row.getString("secrets")).orElse(""), ClientColumns::secret)),
                ClientMetadataJson.stored(row.getString("metadata"), row.getString("name"), row.getString("logo")));
    }

    private static Permissions permissions(ResultSet row) throws SQLException {
        return new Permissions(
                ClientColumns.list(row.getString("redirect_uris"), RedirectUri::new),
                ScopeSet.stored(row.getString("allowed_scopes")),
                ScopeSet.stored(row.getString("default_scopes")),
                Set.copyOf(ClientColumns.list(
                        row.getString("grants"), word -> GrantType.of(word).orElseThrow())),
                Set.copyOf(ClientColumns.list(row.getString("response_types"), ResponseType::valueOf)),
                RefreshPolicy.of(row.getString("refresh_policy")).orElseThrow(),
                row.getInt("refreshes_without_secret") == 1);
    }
}
