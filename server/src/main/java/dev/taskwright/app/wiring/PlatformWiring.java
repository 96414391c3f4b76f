package dev.taskwright.app.wiring;

import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.DataPlace;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.platform.crypto.CryptoProviders;
import dev.taskwright.platform.crypto.KeyFile;
import dev.taskwright.platform.crypto.KeyFileRefused;
import dev.taskwright.platform.crypto.Passwords;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Settings;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.outbound.Outbound;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The cellar, built once: machinery that knows no product word. */
public record PlatformWiring(
        InstantSource clock,
        RandomTokens random,
        KeyFile keyFile,
        Sealer sealer,
        CryptoProviders providers,
        Passwords passwords,
        Db db,
        EventLog events,
        Outbound outbound)
        implements AutoCloseable {

    private static final String FINGERPRINT = "key_file_fingerprint";

    /** @throws CommandFailure when the key file is missing for a database in use, or another installation's */
    public static PlatformWiring open(DataPlace place, Outbound outbound) {
        InstantSource clock = InstantSource.system();
        RandomTokens random = new RandomTokens(new SecureRandom());
        CryptoProviders providers = CryptoProviders.choose(cryptoChoice());
        Db db = Db.open(place.database());
        try {
            KeyFile keyFile = keyFile(place, db, random);
            return new PlatformWiring(
                    clock,
                    random,
                    keyFile,
                    new Sealer(keyFile, random),
                    providers,
                    new Passwords(random),
                    db,
                    new EventLog(clock),
                    outbound);
        } catch (RuntimeException e) {
            db.close();
            throw e;
        }
    }

    /** A system property and no option: only tests have reason to choose. */
    private static CryptoProviders.Choice cryptoChoice() {
        return CryptoProviders.Choice.valueOf(System.getProperty("taskwright.crypto", "AUTO"));
    }

    private static KeyFile keyFile(DataPlace place, Db db, RandomTokens random) {
        Settings settings = new Settings();
        try {
            var known = db.read(tx -> settings.get(tx, FINGERPRINT));
            if (known.isPresent()) {
                KeyFile keyFile = KeyFile.read(place.keyFile())
                        .orElseThrow(() -> new CommandFailure(
                                ExitStatus.CONFIG,
                                "the key file " + place.keyFile() + " is missing; bring back the one this database was"
                                        + " made with, or name it with --key-file"));
                keyFile.requireFingerprint(known.get());
                return keyFile;
            }
            KeyFile keyFile = KeyFile.readOrCreate(place.keyFile(), random);
            keyFile.requireFingerprint(db.write(tx -> settings.putIfAbsent(tx, FINGERPRINT, keyFile.fingerprint())));
            return keyFile;
        } catch (KeyFileRefused e) {
            throw new CommandFailure(ExitStatus.CONFIG, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        db.close();
    }
}
