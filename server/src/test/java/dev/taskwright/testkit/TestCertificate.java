package dev.taskwright.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A certificate on P-256 and its private key, made here because the JDK only reads them: RFC 5280, 4.1.
 *
 * @param chain its own first, then those of the authorities below the root
 */
public record TestCertificate(PrivateKey key, List<X509Certificate> chain) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    /** ecdsa-with-SHA256: RFC 5758, 3.2. */
    private static final byte[] SIGNED_HOW = HexFormat.of().parseHex("300a06082a8648ce3d040302");

    /** What a certificate says beside its subject; refined step by step. */
    public record Draft(String subject, List<byte[]> names, List<byte[]> extensions, Instant from, Instant until) {
        public Draft dns(String name) {
            return named(tagged(0x82, ascii(name)));
        }

        public Draft uri(String name) {
            return named(tagged(0x86, ascii(name)));
        }

        public Draft email(String name) {
            return named(tagged(0x81, ascii(name)));
        }

        public Draft ip(String address) {
            return named(tagged(0x87, InetAddress.ofLiteral(address).getAddress()));
        }

        public Draft valid(Instant start, Instant end) {
            return new Draft(subject, names, extensions, start, end);
        }

        /** For servers, not for clients: id-kp-serverAuth. */
        public Draft forServersOnly() {
            return extended("551d25", tagged(0x30, HexFormat.of().parseHex("06082b06010505070301")));
        }

        Draft authority() {
            return extended("551d13", HexFormat.of().parseHex("30030101ff"));
        }

        private Draft named(byte[] name) {
            return new Draft(subject, with(names, name), extensions, from, until);
        }

        private Draft extended(String id, byte[] value) {
            byte[] extension = tagged(0x30, tagged(0x06, HexFormat.of().parseHex(id)), tagged(0x04, value));
            return new Draft(subject, names, with(extensions, extension), from, until);
        }

        private static List<byte[]> with(List<byte[]> some, byte[] more) {
            List<byte[]> all = new ArrayList<>(some);
            all.add(more);
            return List.copyOf(all);
        }
    }

    /** Valid from yesterday until tomorrow. */
    public static Draft of(String subject) {
        Instant now = Instant.now();
        return new Draft(subject, List.of(), List.of(), now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
    }

    public static TestCertificate selfSigned(String subject) {
        return selfSigned(of(subject));
    }

    public static TestCertificate selfSigned(Draft draft) {
        return make(draft, null);
    }

    /** A root that others are issued by. */
    public static TestCertificate authority(String subject) {
        return selfSigned(of(subject).authority());
    }

    public TestCertificate issue(String subject) {
        return issue(of(subject));
    }

    public TestCertificate issue(Draft draft) {
        return make(draft, this);
    }

    /** An authority below this one. */
    public TestCertificate issueAuthority(String subject) {
        return issue(of(subject).authority());
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Of itself and the authorities below the root. */
    public String pem() {
        StringBuilder all = new StringBuilder();
        chain.forEach(each -> all.append(pem("CERTIFICATE", der(each))));
        return all.toString();
    }

    public String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** As nginx writes {@code $ssl_client_escaped_cert}. */
    public String escapedPem() {
        return URLEncoder.encode(pem("CERTIFICATE", der(certificate())), StandardCharsets.US_ASCII)
                .replace("+", "%20");
    }

    /** As RFC 9440, 2.1 writes {@code Client-Cert}. */
    public String byteSequence() {
        return ":" + Base64.getEncoder().encodeToString(der(certificate())) + ":";
    }

    /** As {@code x5c} has it: RFC 7517, 4.7. */
    public String base64() {
        return Base64.getEncoder().encodeToString(der(certificate()));
    }

    private static TestCertificate make(Draft draft, @Nullable TestCertificate issuer) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            String issuedBy = issuer == null
                    ? draft.subject()
                    : issuer.certificate().getSubjectX500Principal().getName();
            byte[] body = body(draft, issuedBy, pair.getPublic().getEncoded());
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(issuer == null ? pair.getPrivate() : issuer.key());
            signature.update(body);
            byte[] whole = tagged(0x30, body, SIGNED_HOW, tagged(0x03, new byte[] {0}, signature.sign()));
            List<X509Certificate> chain = new ArrayList<>();
            chain.add((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole)));
            if (issuer != null && !isRoot(issuer.certificate())) {
                chain.addAll(issuer.chain());
            }
            return new TestCertificate(pair.getPrivate(), List.copyOf(chain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRoot(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static byte[] body(Draft draft, String issuer, byte[] publicKey) {
        List<byte[]> extensions = new ArrayList<>(draft.extensions());
        if (!draft.names().isEmpty()) {
            byte[] names = tagged(0x30, draft.names().toArray(byte[][]::new));
            extensions.add(tagged(0x30, tagged(0x06, HexFormat.of().parseHex("551d11")), tagged(0x04, names)));
        }
        byte[] version = tagged(0xa0, tagged(0x02, new byte[] {2}));
        byte[] serial = tagged(0x02, new BigInteger(64, new SecureRandom()).toByteArray());
        byte[] life = tagged(0x30, time(draft.from()), time(draft.until()));
        byte[] more =
                extensions.isEmpty() ? new byte[0] : tagged(0xa3, tagged(0x30, extensions.toArray(byte[][]::new)));
        return tagged(0x30, version, serial, SIGNED_HOW, name(issuer), life, name(draft.subject()), publicKey, more);
    }

    private static byte[] name(String distinguished) {
        return new X500Principal(distinguished).getEncoded();
    }

    private static byte[] time(Instant moment) {
        return tagged(0x18, ascii(TIME.format(moment)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        if (content.size() < 0x80) {
            whole.write(content.size());
        } else {
            byte[] length = BigInteger.valueOf(content.size()).toByteArray();
            int start = length[0] == 0 ? 1 : 0;
            whole.write(0x80 + length.length - start);
            whole.write(length, start, length.length - start);
        }
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }
}
