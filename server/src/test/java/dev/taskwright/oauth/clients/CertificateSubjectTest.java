package dev.taskwright.oauth.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.oauth.clients.CertificateSubject.Kind;
import dev.taskwright.testkit.TestCertificate;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8705, 2.1.2. */
class CertificateSubjectTest {
    private static final X509Certificate QUILL = TestCertificate.selfSigned(
                    TestCertificate.of("CN=Quill, OU=Payments + UID=q7, O=\"Example, Inc.\", C=GB")
                            .dns("quill.example")
                            .uri("https://quill.example/app")
                            .ip("192.0.2.7")
                            .ip("2001:db8::7")
                            .email("Ops@quill.example"))
            .certificate();

    private static boolean isIn(Kind kind, String name) {
        return new CertificateSubject(kind, name).isIn(QUILL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=Quill,OU=Payments+UID=q7,O=Example\\, Inc.,C=GB",
                "cn=quill, ou=PAYMENTS + uid=Q7 , o=\"example,  inc.\" , c=gb",
                "CN=Quill,UID=q7+OU=Payments,O=Example\\2C Inc.,C=GB",
                "2.5.4.3=Quill,OID.2.5.4.11=Payments+0.9.2342.19200300.100.1.1=q7,2.5.4.10=Example\\, Inc.,2.5.4.6=GB",
                "2.5.4.3=#0c055175696c6c,OU=Payments+UID=q7,O=Example\\, Inc.,C=GB",
                "2.5.4.3=#13055175696c6c,OU=Payments+UID=q7,O=Example\\, Inc.,C=GB"
            })
    void rfc4514TheSameNameMayBeWrittenInManyWays(String name) {
        assertThat(isIn(Kind.SUBJECT_DN, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=Quill",
                "C=GB,O=Example\\, Inc.,OU=Payments+UID=q7,CN=Quill",
                "CN=Quill,OU=Payments,UID=q7,O=Example\\, Inc.,C=GB",
                "CN=Quill,OU=Payments+UID=q7,O=Example\\, Inc.,C=GB,DC=example",
                "CN=Quil,OU=Payments+UID=q7,O=Example\\, Inc.,C=GB",
                "CN=Quill,OU=Payments+UID=q7,O=Example,C=GB",
                "nonsense",
                ""
            })
    void anotherNameIsAnother(String name) {
        assertThat(isIn(Kind.SUBJECT_DN, name)).isFalse();
    }

    /** An attribute that text has no word for: RFC 4514, 2.4; the certificate of many a bank. */
    @Test
    void attributesKnownByNumberOnlyAreCompared() {
        X509Certificate bank = TestCertificate.selfSigned("CN=bank,2.5.4.97=PSDGB-FCA-123,1.2.3.4=x")
                .certificate();

        assertThat(new CertificateSubject(Kind.SUBJECT_DN, "CN=bank,organizationIdentifier=PSDGB-FCA-123,1.2.3.4=x")
                        .isIn(bank))
                .isTrue();
        assertThat(new CertificateSubject(Kind.SUBJECT_DN, "CN=bank,2.5.4.97=#0c0d50534447422d4643412d313233,1.2.3.4=x")
                        .isIn(bank))
                .isTrue();
        assertThat(new CertificateSubject(Kind.SUBJECT_DN, "CN=bank,organizationIdentifier=PSDGB-FCA-124,1.2.3.4=x")
                        .isIn(bank))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "SAN_DNS, quill.example, true",
        "SAN_DNS, QUILL.example, true",
        "SAN_DNS, www.quill.example, false",
        "SAN_DNS, https://quill.example/app, false",
        "SAN_URI, https://quill.example/app, true",
        "SAN_URI, https://QUILL.example/app, false",
        "SAN_IP, 192.0.2.7, true",
        "SAN_IP, 2001:DB8:0:0::7, true",
        "SAN_IP, 192.0.2.8, false",
        "SAN_IP, quill.example, false",
        "SAN_EMAIL, Ops@QUILL.example, true",
        "SAN_EMAIL, ops@quill.example, false"
    })
    void alternativeNamesAreComparedByTheirKind(Kind kind, String name, boolean isTheirs) {
        assertThat(isIn(kind, name)).isEqualTo(isTheirs);
    }

    @Test
    void aCertificateWithoutAlternativesHasNone() {
        X509Certificate bare = TestCertificate.selfSigned("CN=quill.example").certificate();

        assertThat(new CertificateSubject(Kind.SAN_DNS, "quill.example").isIn(bare))
                .isFalse();
    }

    /** The empty name is in every certificate that has only alternatives. */
    @ParameterizedTest
    @CsvSource({
        "SUBJECT_DN, '', false",
        "SUBJECT_DN, quill, false",
        "SUBJECT_DN, CN=quill, true",
        "SAN_IP, quill.example, false",
        "SAN_IP, ::1, true",
        "SAN_DNS, ' ', false",
        "SAN_DNS, quill.example, true"
    })
    void whatNoCertificateCouldHaveIsNotRegistered(Kind kind, String name, boolean isWellFormed) {
        assertThat(new CertificateSubject(kind, name).isWellFormed()).isEqualTo(isWellFormed);
    }
}
