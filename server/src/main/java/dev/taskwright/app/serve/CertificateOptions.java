package dev.taskwright.app.serve;

import dev.taskwright.app.command.DataOptions;
import dev.taskwright.platform.config.Option;
import dev.taskwright.platform.config.OptionValues;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The options of {@code serve} about certificates that programs show, and the rules that hold between them. */
final class CertificateOptions {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");

    static final Option<Integer> MTLS_PORT = Option.of(
            "mtls-port",
            "N",
            "Asks programs for a certificate, on a listener of its own; needs --tls-cert (default off)",
            ServeOptions::port);
    static final Option<URI> MTLS_URL = Option.of(
            "mtls-url",
            "URL",
            "The public address where certificates are asked for (default https://, the issuer's host, --mtls-port)",
            ServeOptions::issuer);
    static final Option<Path> CLIENT_CA = Option.of(
            "client-ca",
            "FILE",
            "PEM certificates of the authorities that may vouch for programs' certificates; turns tls_client_auth on",
            DataOptions::path);
    static final Option<String> CLIENT_CERT_HEADER = Option.of(
            "client-cert-header",
            "NAME",
            "The header in which one of --trusted-proxies passes a program's certificate on (default none)",
            CertificateOptions::header);

    private CertificateOptions() {}

    static List<Option<?>> all() {
        return List.of(MTLS_PORT, MTLS_URL, CLIENT_CA, CLIENT_CERT_HEADER);
    }

    /** @param issuer of this server, and what the other options say of it */
    static ServeConfig.Certificates read(OptionValues values, URI issuer) {
        Optional<Integer> port = values.get(MTLS_PORT).map(ServeOptions::freePort);
        Optional<String> header = values.get(CLIENT_CERT_HEADER);
        Optional<URI> address = values.get(MTLS_URL);
        Optional<Path> authorities = values.get(CLIENT_CA);
        if (port.isPresent() && values.get(ServeOptions.TLS_CERT).isEmpty()) {
            values.mistake(MTLS_PORT, "needs --tls-cert and --tls-key: certificates are shown in a TLS handshake");
        }
        requireOther(values, port, ServeOptions.PORT);
        requireOther(values, port, ServeOptions.METRICS_PORT);
        if (header.isPresent() && values.get(ServeOptions.TRUSTED_PROXIES).isEmpty()) {
            values.mistake(CLIENT_CERT_HEADER, "needs --trusted-proxies: from anybody else it would be a mere claim");
        }
        if (port.isEmpty() && header.isEmpty()) {
            requireAbsent(values, CLIENT_CA);
            requireAbsent(values, MTLS_URL);
        }
        if (address.isPresent() && !"https".equals(address.get().getScheme())) {
            values.mistake(MTLS_URL, "must be https");
        }
        ServeOptions.requireReadable(values, CLIENT_CA, authorities);
        return new ServeConfig.Certificates(
                port, address.or(() -> port.map(number -> beside(issuer, number))), authorities, header);
    }

    private static void requireOther(OptionValues values, Optional<Integer> port, Option<Integer> taken) {
        if (port.isPresent() && values.get(taken).filter(port.get()::equals).isPresent()) {
            values.mistake(MTLS_PORT, "must differ from --" + taken.name());
        }
    }

    private static void requireAbsent(OptionValues values, Option<?> option) {
        if (values.get(option).isPresent()) {
            values.mistake(option, "needs --mtls-port or --client-cert-header: nobody is asked for a certificate");
        }
    }

    private static URI beside(URI issuer, int port) {
        return URI.create("https://" + issuer.getHost() + (port == 443 ? "" : ":" + port));
    }

    private static String header(String text) {
        if (!TOKEN.matcher(text).matches()) {
            throw new IllegalArgumentException("must be the name of a header, such as Client-Cert");
        }
        return text;
    }
}
