package dev.taskwright.oauth.apps;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.jobs.Jobs;
import dev.taskwright.platform.picture.Picture;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Apps' pictures, kept here: a browser that shows one asks nobody else, so the app does not learn who is looking, and what
 * people saw cannot be changed under them.
 */
public final class Logos {
    static final String PATH = "/logos/";

    private final Db db;
    private final Clients clients;
    private final Jobs jobs;
    private final LogoStore store = new LogoStore();

    public Logos(Db db, Clients clients, Jobs jobs) {
        this.db = db;
        this.clients = clients;
        this.jobs = jobs;
    }

    /** Has the picture of an app that was just written fetched; without one, forgets what there was. */
    void wantFor(Tx tx, Client client) {
        if (client.metadata().display().logoUri() == null) {
            store.delete(tx, client.id());
        } else {
            jobs.add(tx, LogoFetch.KIND, client.id().value());
        }
    }

    /** The app as it is now, also when this node has not heard yet of its last change. */
    Optional<Client> app(String id) {
        return db.read(tx -> clients.stored(tx, id));
    }

    /** Shows {@code picture}, or nothing, if the app still keeps its own at {@code address}. */
    void put(ClientId id, URI address, @Nullable Picture picture) {
        @Nullable String digest = picture == null ? null : picture.digest();
        db.write(tx -> {
            Optional<Client> app = clients.locked(tx, id)
                    .filter(client -> address.equals(client.metadata().display().logoUri()));
            if (app.isPresent() && picture != null && digest != null) {
                store.put(tx, id, digest, picture);
                clients.showLogo(tx, id, PATH + digest);
            } else if (app.isPresent()) {
                store.delete(tx, id);
                clients.showLogo(tx, id, null);
            }
            return app;
        });
    }

    Optional<Picture> find(String digest) {
        return db.read(tx -> store.find(tx, digest));
    }
}
