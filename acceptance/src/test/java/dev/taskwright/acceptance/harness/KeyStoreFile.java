package dev.taskwright.acceptance.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Keys and certificates that the JDK's keytool makes, and the PEM files that everybody else reads. */
public final class KeyStoreFile {
    private static final String SECRET = "changeit";

    private final Path folder;
    private final Path file;

    public KeyStoreFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("keys.p12");
    }

    /** A key of this name and its certificate, to be refined with options of keytool. */
    public KeyStoreFile make(String name, String algorithm, String subject, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/keytool",
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storepass",
                SECRET,
                "-alias",
                name,
                "-keyalg",
                algorithm,
                "-dname",
                subject,
                "-validity",
                "30"));
        words.addAll(List.of(more));
        Process keytool = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new AssertionError(said);
        }
        return this;
    }

    /** Its certificate as a PEM file. */
    public Path certificate(String name) throws GeneralSecurityException, IOException {
        return pem(name + ".pem", "CERTIFICATE", read(name).getEncoded());
    }

    /** Its private key as a PEM file. */
    public Path key(String name) throws GeneralSecurityException, IOException {
        return pem(
                name + "-key.pem",
                "PRIVATE KEY",
                store().getKey(name, SECRET.toCharArray()).getEncoded());
    }

    /** The certificate's SHA-256 as tokens name it: RFC 8705, 3.1. */
    public String thumbprint(String name) throws GeneralSecurityException, IOException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(read(name).getEncoded());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    public Certificate read(String name) throws GeneralSecurityException, IOException {
        return store().getCertificate(name);
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(file.toFile(), SECRET.toCharArray());
    }

    private Path pem(String name, String what, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }
}
