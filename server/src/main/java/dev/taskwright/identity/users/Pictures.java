package dev.taskwright.identity.users;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.picture.Picture;
import java.util.Optional;

/** People's pictures: taken in, written anew, kept under the digest of what is shown. */
public final class Pictures {
    /** Bytes. */
    public static final int LARGEST_UPLOAD = Picture.LARGEST;

    private static final int SIDE = 512;
    private static final String PATH = "/pictures/";

    private final Db db;
    private final Users users;
    private final PictureStore store = new PictureStore();

    public Pictures(Db db, Users users) {
        this.db = db;
        this.users = users;
    }

    /**
     * Gives a person this picture; their own act.
     *
     * @param uploaded PNG, JPEG or GIF of at most 2 MiB
     * @throws ProblemException {@code Invalid} at {@code image}, or {@code TooLarge}
     */
    public void put(Caller by, UserId person, byte[] uploaded) {
        Picture image = Picture.of(uploaded, SIDE);
        String digest = image.digest();
        db.write(tx -> {
            users.picture(tx, by, person, PATH + digest);
            store.put(tx, person, digest, image);
            return digest;
        });
    }

    public void remove(Caller by, UserId person) {
        db.write(tx -> {
            users.picture(tx, by, person, null);
            store.delete(tx, person);
            return person;
        });
    }

    Optional<Picture> find(String digest) {
        return db.read(tx -> store.find(tx, digest));
    }
}
