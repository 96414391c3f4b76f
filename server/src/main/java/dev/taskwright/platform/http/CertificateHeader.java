package dev.taskwright.platform.http;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;

/**
 * A certificate in a header, in one of two forms: {@code :base64:} of its DER, as RFC 9440, 2.1 has it for
 * {@code Client-Cert}, and percent-encoded PEM, as nginx writes {@code $ssl_client_escaped_cert}.
 */
final class CertificateHeader {
    private static final int LONGEST = 16_384;
    private static final String PEM = "-----BEGIN";

    private CertificateHeader() {}

    /**
     * Empty for a connection without a certificate, of which proxies write nothing.
     *
     * @throws CertificateException when it is neither form
     */
    static Optional<X509Certificate> read(String value) throws CertificateException {
        String text = value.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.length() > LONGEST) {
            throw new CertificateException("longer than " + LONGEST + " characters");
        }
        try {
            return Optional.of(parse(isByteSequence(text) ? bytes(text) : pem(text)));
        } catch (IllegalArgumentException malformed) {
            throw new CertificateException("neither :base64: nor percent-encoded PEM", malformed);
        }
    }

    /** RFC 8941, 3.3.5. */
    private static boolean isByteSequence(String text) {
        return text.length() > 1 && text.startsWith(":") && text.endsWith(":");
    }

    private static byte[] bytes(String text) {
        return Base64.getDecoder().decode(text.substring(1, text.length() - 1));
    }

    /** A plus is one: base64 has it, and nginx may leave it as it is. */
    private static byte[] pem(String text) {
        String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.US_ASCII);
        if (!decoded.startsWith(PEM)) {
            throw new IllegalArgumentException("no PEM");
        }
        return decoded.getBytes(StandardCharsets.US_ASCII);
    }

    private static X509Certificate parse(byte[] encoded) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }
}
