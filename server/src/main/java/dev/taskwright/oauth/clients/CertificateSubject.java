package dev.taskwright.oauth.clients;

/**
 * The name in the certificate of an app that proves itself with one: RFC 8705, 2.1.2. One name and no more.
 *
 * @param value as it was registered; for a distinguished name the string of RFC 4514
 */
public record CertificateSubject(Kind kind, String value) {
    /** Where in the certificate the name is. */
    public enum Kind {
        SUBJECT_DN("tls_client_auth_subject_dn"),
        SAN_DNS("tls_client_auth_san_dns"),
        SAN_URI("tls_client_auth_san_uri"),
        SAN_IP("tls_client_auth_san_ip"),
        SAN_EMAIL("tls_client_auth_san_email");

        private final String member;

        Kind(String member) {
            this.member = member;
        }

        /** The member of the registration that names it. */
        public String member() {
            return member;
        }
    }
}
