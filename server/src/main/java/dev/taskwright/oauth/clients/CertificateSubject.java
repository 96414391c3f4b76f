package dev.taskwright.oauth.clients;

import dev.taskwright.platform.crypto.DistinguishedName;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The name in the certificate of an app that proves itself with one: RFC 8705, 2.1.2. One name and no more.
 *
 * @param value as it was registered; for a distinguished name the string of RFC 4514
 */
public record CertificateSubject(Kind kind, String value) {
    /** Where in the certificate the name is. */
    public enum Kind {
        SUBJECT_DN("tls_client_auth_subject_dn", 0, "must be a distinguished name such as CN=quill,O=Example,C=GB"),
        SAN_DNS("tls_client_auth_san_dns", 2, "must be the name of a host"),
        SAN_URI("tls_client_auth_san_uri", 6, "must be a URI"),
        SAN_IP("tls_client_auth_san_ip", 7, "must be an address such as 192.0.2.7 or 2001:db8::7"),
        SAN_EMAIL("tls_client_auth_san_email", 1, "must be an e-mail address");

        private final String member;
        private final int tag;
        private final String rule;

        Kind(String member, int tag, String rule) {
            this.member = member;
            this.tag = tag;
            this.rule = rule;
        }

        /** The member of the registration that names it. */
        public String member() {
            return member;
        }

        /** What such a name must be, to follow its member in an error. */
        public String rule() {
            return rule;
        }
    }

    /** Whether any certificate could have this name. */
    public boolean isWellFormed() {
        return switch (kind) {
            case SUBJECT_DN -> DistinguishedName.parse(value).isPresent();
            case SAN_IP -> address(value).isPresent();
            case SAN_DNS, SAN_URI, SAN_EMAIL -> !value.isBlank() && value.equals(value.strip());
        };
    }

    /** Whether the certificate is made out to this name. */
    public boolean isIn(X509Certificate certificate) {
        if (kind == Kind.SUBJECT_DN) {
            Optional<DistinguishedName> expected = DistinguishedName.parse(value);
            return expected.filter(DistinguishedName.of(certificate.getSubjectX500Principal())::equals)
                    .isPresent();
        }
        return alternatives(certificate).anyMatch(this::isSame);
    }

    /** RFC 5280, 4.2.1.6: each is a number that tells its kind, and its text. */
    private Stream<String> alternatives(X509Certificate certificate) {
        try {
            @Nullable Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            return all == null
                    ? Stream.empty()
                    : all.stream()
                            .filter(each -> each.get(0).equals(kind.tag))
                            .map(each -> each.get(1).toString());
        } catch (CertificateParsingException malformed) {
            return Stream.empty();
        }
    }

    /** RFC 5280, 7.2 to 7.5: hosts do not care for case, addresses are compared as numbers, the rest as it stands. */
    private boolean isSame(String shown) {
        return switch (kind) {
            case SAN_DNS -> shown.equalsIgnoreCase(value);
            case SAN_EMAIL -> mailbox(shown).equals(mailbox(value));
            case SAN_IP -> address(shown).isPresent() && address(shown).equals(address(value));
            case SUBJECT_DN, SAN_URI -> shown.equals(value);
        };
    }

    private static String mailbox(String address) {
        int at = address.lastIndexOf('@') + 1;
        return address.substring(0, at) + address.substring(at).toLowerCase(Locale.ROOT);
    }

    private static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException notNumeric) {
            return Optional.empty();
        }
    }
}
