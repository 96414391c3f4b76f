package dev.taskwright.app.serve;

import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.DataOptions;
import dev.taskwright.app.command.DataPlace;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.app.wiring.FileSettings;
import dev.taskwright.app.wiring.Outside;
import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.users.EmailAddress;
import dev.taskwright.identity.users.PasswordRules;
import dev.taskwright.platform.config.Option;
import dev.taskwright.platform.config.OptionValues;
import dev.taskwright.platform.outbound.AddressRange;
import dev.taskwright.platform.outbound.OutboundRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The options of {@code serve}, and the rules that hold between them. */
public final class ServeOptions {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    public static final Option<Integer> PORT = Option.of(
                    "port", "N", "The port to listen on; 0 takes a free one", ServeOptions::port)
            .orElse("8080");
    public static final Option<String> HOST = Option.of(
                    "host", "ADDRESS", "The address to listen on", ServeOptions::host)
            .orElse("127.0.0.1");
    public static final Option<URI> ISSUER = Option.of(
            "issuer", "URL", "The public address of this server (default http://localhost:PORT)", ServeOptions::issuer);
    public static final Option<Path> TLS_CERT =
            Option.of("tls-cert", "FILE", "PEM certificate chain; turns TLS on", DataOptions::path);
    public static final Option<Path> TLS_KEY =
            Option.of("tls-key", "FILE", "PEM private key (PKCS#8) of the certificate", DataOptions::path);
    static final Option<List<AddressRange>> TRUSTED_PROXIES = Option.of(
            "trusted-proxies",
            "CIDR,…",
            "Proxies in front of this server whose X-Forwarded-For is believed (default none)",
            ServeOptions::proxies);
    public static final Option<Integer> METRICS_PORT = Option.of(
            "metrics-port",
            "N",
            "Serves Prometheus metrics on a listener of their own (default off)",
            ServeOptions::port);
    public static final Option<Path> TRUST_CA = Option.of(
            "trust-ca",
            "FILE",
            "PEM certificates to trust, beside the usual, when asking other machines",
            DataOptions::path);
    public static final Option<List<String>> OUTBOUND_ALLOW = Option.of(
            "outbound-allow",
            "LIST",
            "Hosts, addresses and ranges (10.0.0.0/8) that may be asked although they are not public",
            ServeOptions::outbound);
    public static final Option<String> ADMIN_EMAIL = Option.of(
                    "admin-email", "EMAIL", "The owner's e-mail address on an empty data folder", ServeOptions::email)
            .orElse("owner@localhost");
    public static final Option<String> ADMIN_PASSWORD = Option.text(
            "admin-password",
            "PASSWORD",
            "The owner's password on an empty data folder (default: generated, shown once)");

    private ServeOptions() {}

    public static List<Option<?>> all() {
        List<Option<?>> options = new ArrayList<>(List.of(PORT, HOST));
        options.addAll(DataOptions.all());
        options.addAll(List.of(
                ISSUER,
                TLS_CERT,
                TLS_KEY,
                TRUST_CA,
                OUTBOUND_ALLOW,
                TRUSTED_PROXIES,
                METRICS_PORT,
                DataOptions.DEV,
                ADMIN_EMAIL,
                ADMIN_PASSWORD));
        options.addAll(FileOptions.all());
        options.addAll(CertificateOptions.all());
        options.addAll(KeyOptions.all());
        options.addAll(RegistrationOptions.all());
        options.addAll(StepUpOptions.all());
        return options;
    }

    /** @throws dev.taskwright.platform.config.Mistakes naming everything that is wrong */
    public static ServeConfig read(OptionValues values) {
        DataPlace place = DataOptions.read(values);
        String host = values.get(HOST).orElse("127.0.0.1");
        int port = values.get(PORT).map(ServeOptions::freePort).orElse(0);
        Optional<ServeConfig.TlsFiles> tls = tls(values);
        URI issuer = values.get(ISSUER)
                .orElseGet(() -> URI.create((tls.isPresent() ? "https" : "http") + "://localhost:" + port));
        requireSafe(values, host, issuer, tls.isPresent());
        ServeConfig.Certificates certificates = CertificateOptions.read(values, issuer);
        Optional<Integer> metricsPort = values.get(METRICS_PORT).map(ServeOptions::freePort);
        if (metricsPort.isPresent() && metricsPort.get() == port) {
            values.mistake(METRICS_PORT, "must differ from --port");
        }
        boolean dev = values.isOn(DataOptions.DEV);
        ServeConfig.FirstOwner owner =
                new ServeConfig.FirstOwner(values.get(ADMIN_EMAIL).orElse("owner@localhost"), password(values));
        Optional<Path> trusted = values.get(TRUST_CA);
        requireReadable(values, TRUST_CA, trusted);
        Outside outside = new Outside(
                values.get(OUTBOUND_ALLOW).orElse(List.of()), trusted, RegistrationOptions.letsAnyoneIn(values));
        ServeConfig.Keys keys = KeyOptions.read(values);
        ServeConfig.Registration registration = RegistrationOptions.read(values);
        List<AddressRange> proxies = values.get(TRUSTED_PROXIES).orElse(List.of());
        FileSettings files = FileOptions.read(values);
        ServeConfig.StepUp stepUp = StepUpOptions.read(values);
        values.requireNoMistakes();
        return new ServeConfig(
                place,
                host,
                port,
                issuer,
                tls,
                certificates,
                metricsPort,
                dev,
                owner,
                outside,
                keys,
                registration,
                proxies,
                files,
                stepUp);
    }

    private static Optional<String> password(OptionValues values) {
        Optional<String> password = values.get(ADMIN_PASSWORD);
        try {
            password.ifPresent(text -> PasswordRules.require("password", text));
        } catch (ProblemException e) {
            values.mistake(ADMIN_PASSWORD, "is too weak: " + e.getMessage());
        }
        return password;
    }

    private static Optional<ServeConfig.TlsFiles> tls(OptionValues values) {
        Optional<Path> certificate = values.get(TLS_CERT);
        Optional<Path> key = values.get(TLS_KEY);
        if (certificate.isPresent() && key.isEmpty()) {
            values.mistake(TLS_KEY, "is missing: --tls-cert needs --tls-key FILE beside it");
        }
        if (key.isPresent() && certificate.isEmpty()) {
            values.mistake(TLS_CERT, "is missing: --tls-key needs --tls-cert FILE beside it");
        }
        requireReadable(values, TLS_CERT, certificate);
        requireReadable(values, TLS_KEY, key);
        return certificate.flatMap(file -> key.map(secret -> new ServeConfig.TlsFiles(file, secret)));
    }

    static void requireReadable(OptionValues values, Option<Path> option, Optional<Path> file) {
        if (file.isPresent() && !Files.isReadable(file.get())) {
            values.mistake(option, "must be a file that can be read: " + file.get());
        }
    }

    /** Passwords and tokens must not cross a network in the clear. */
    private static void requireSafe(OptionValues values, String host, URI issuer, boolean tls) {
        boolean plain = "http".equals(issuer.getScheme());
        if (plain && !isLoopback(host)) {
            values.mistake(
                    HOST,
                    host + " can be reached from other machines, so the issuer must be https: give --tls-cert and"
                            + " --tls-key, or put a TLS proxy in front and give --issuer https://…");
        }
        if (plain && !LOOPBACK_NAMES.contains(issuer.getHost())) {
            values.mistake(ISSUER, "must be https, except on localhost");
        }
        if (plain && tls) {
            values.mistake(ISSUER, "must be https when --tls-cert is given");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    static int port(String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // the same answer as for a number out of range
        }
        throw new IllegalArgumentException("must be a number from 0 to 65535");
    }

    static int freePort(int port) {
        if (port != 0) {
            return port;
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CommandFailure(ExitStatus.IO, "no free port: " + e.getMessage());
        }
    }

    private static String host(String text) {
        try {
            InetAddress.getByName(text);
            return text;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("must be an address of this machine", e);
        }
    }

    static URI issuer(String text) {
        String rule = "must be https://HOST or https://HOST:PORT, without path, query or user";
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(rule, e);
        }
        boolean isOrigin = ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                && uri.getHost() != null
                && (uri.getRawPath() == null || uri.getRawPath().isEmpty())
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null;
        if (!isOrigin) {
            throw new IllegalArgumentException(rule);
        }
        return uri;
    }

    private static List<AddressRange> proxies(String text) {
        return Stream.of(text.split("[,\\s]+", -1))
                .map(each ->
                        AddressRange.parse(each.contains("/") ? each : each + (each.contains(":") ? "/128" : "/32")))
                .toList();
    }

    private static List<String> outbound(String text) {
        List<String> allowed = List.of(text.split("[,\\s]+"));
        Object _ = new OutboundRules(false, allowed);
        return allowed;
    }

    private static String email(String text) {
        try {
            return EmailAddress.require(text).typed();
        } catch (ProblemException e) {
            throw new IllegalArgumentException("must be an e-mail address", e);
        }
    }
}
