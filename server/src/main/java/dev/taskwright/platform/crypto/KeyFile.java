package dev.taskwright.platform.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The installation's master key: 256 random bits in a file of one line, mode 0600. All nodes on one database hold the
 * same one; a copy of the database without it opens nothing that was sealed.
 */
public final class KeyFile {
    private static final String FORMAT = "taskwright-key-1:";
    private static final int KEY_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path path;
    private final SecretKey master;

    private KeyFile(Path path, byte[] master) {
        this.path = path;
        this.master = new SecretKeySpec(master, "HKDF");
    }

    /**
     * Reads the file; empty when there is none.
     *
     * @throws KeyFileRefused when it cannot be read or is not a key file
     */
    public static Optional<KeyFile> read(Path path) {
        try {
            return Optional.of(parse(path, Files.readString(path, US_ASCII)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new KeyFileRefused("Cannot read the key file " + path + ": " + e.getMessage());
        }
    }

    /**
     * Makes the file with a new key, or reads the one that another process made first: nobody ever sees half of it, and
     * an existing one is never overwritten.
     *
     * @throws KeyFileRefused when it cannot be written
     */
    public static KeyFile readOrCreate(Path path, RandomTokens random) {
        Optional<KeyFile> existing = read(path);
        if (existing.isPresent()) {
            return existing.get();
        }
        try {
            publish(path, FORMAT + encode(random.bytes(KEY_BYTES)) + "\n");
        } catch (FileAlreadyExistsException another) {
            // made by another process since we looked: theirs holds
        } catch (IOException e) {
            throw new KeyFileRefused("Cannot create the key file " + path + ": " + e.getMessage());
        }
        return read(path).orElseThrow(() -> new KeyFileRefused("The key file " + path + " vanished"));
    }

    /** A name for the key that gives nothing of it away; kept in the database, to recognise the wrong file. */
    public String fingerprint() {
        return encode(derive("fingerprint").getEncoded()).substring(0, 22);
    }

    /**
     * Compares with the fingerprint kept in the database.
     *
     * @throws KeyFileRefused when this is another installation's key
     */
    public void requireFingerprint(String stored) {
        if (!stored.equals(fingerprint())) {
            throw new KeyFileRefused("The key file " + path + " does not belong to this database: its fingerprint is "
                    + fingerprint() + ", the database was made with " + stored
                    + ". Give the right one with --key-file.");
        }
    }

    /** A 256-bit key for one purpose (RFC 5869, expand step): one leaking says nothing about another. */
    public SecretKey derive(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256", HKDFParameterSpec.expandOnly(master, purpose.getBytes(US_ASCII), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK 25 has HKDF-SHA256", e);
        }
    }

    /** A sentence for the operator when others on the machine may read the file. */
    public Optional<String> warning() {
        try {
            boolean open = !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path));
            return open
                    ? Optional.of("The key file " + path + " may be read by others; run: chmod 600 " + path)
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }

    private static KeyFile parse(Path path, String text) {
        String line = text.strip();
        try {
            byte[] key =
                    line.startsWith(FORMAT) ? Base64.getUrlDecoder().decode(line.substring(FORMAT.length())) : null;
            if (key != null && key.length == KEY_BYTES) {
                return new KeyFile(path, key);
            }
        } catch (IllegalArgumentException notBase64) {
            // the same answer as for any other text
        }
        throw new KeyFileRefused("The file " + path + " is not a Taskwright key file");
    }

    /** A whole file appears under the name or nothing does: a link fails where a rename would replace. */
    private static void publish(Path path, String content) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, ".key-", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                file.write(US_ASCII.encode(content));
                file.force(true);
            }
            Files.createLink(path, draft);
        } finally {
            Files.deleteIfExists(draft);
        }
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
