package dev.taskwright.app.serve;

import dev.taskwright.app.admin.AdminSocket;
import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.DataFolder;
import dev.taskwright.app.command.DataPlace;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.app.wiring.House;
import dev.taskwright.app.wiring.PlatformWiring;
import dev.taskwright.platform.blob.BucketCheck;
import dev.taskwright.platform.blob.BucketPlace;
import dev.taskwright.platform.jobs.JobRunner;
import dev.taskwright.platform.telemetry.MetricsEndpoint;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: its data, its listeners, its administration socket; closed in the reverse order. */
final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** How long requests in flight may take once the server is told to stop. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private final @Nullable DataFolder lock;
    private final House house;
    private final @Nullable AdminSocket admin;
    private final Upkeep upkeep;
    private final JobRunner jobs;
    private final WebServer web;
    private final WebWiring wiring;

    private Server(
            @Nullable DataFolder lock,
            House house,
            @Nullable AdminSocket admin,
            Upkeep upkeep,
            JobRunner jobs,
            WebServer web,
            WebWiring wiring) {
        this.lock = lock;
        this.house = house;
        this.admin = admin;
        this.upkeep = upkeep;
        this.jobs = jobs;
        this.web = web;
        this.wiring = wiring;
    }

    /** Returns when it can answer. */
    static Server start(ServeConfig config) {
        requireFreePort(config.host(), config.port(), "--port");
        config.metricsPort().ifPresent(port -> requireFreePort(config.host(), port, "--metrics-port"));
        config.certificates().port().ifPresent(port -> requireFreePort(config.host(), port, "--mtls-port"));
        Optional<Tls> tls = config.tls().map(TlsFromFiles::read);
        config.files().bucket().ifPresent(Server::requireBucket);
        DataPlace place = config.place();
        DataFolder.make(place.folder());
        DataFolder lock = place.isSqlite() ? DataFolder.lock(place.folder()) : null;
        House house = null;
        AdminSocket admin = null;
        try {
            house = House.open(place, config.dev(), config.outside(), config.files());
            say(house.platform());
            useKeys(house, config.keys());
            WebWiring wiring = new WebWiring(house, config);
            new FirstStart(house, config).run();
            admin = place.isSqlite() ? AdminSocket.open(place.folder(), house) : null;
            WebServer web = listen(config, tls, wiring);
            JobRunner jobs = new JobRunner(house.db(), house.clock(), wiring.jobs()).start();
            return new Server(lock, house, admin, Upkeep.start(wiring.sweeps()), jobs, web, wiring);
        } catch (RuntimeException e) {
            closeAll(admin, house, lock);
            throw e;
        }
    }

    /** What does the cryptography, and whether the key file lies open. */
    private static void say(PlatformWiring platform) {
        platform.providers().install();
        LOG.info(platform.providers().announcement());
        platform.keyFile().warning().ifPresent(LOG::warn);
    }

    private static void useKeys(House house, ServeConfig.Keys keys) {
        keys.algorithms()
                .ifPresentOrElse(house.oauth().rotation()::use, house.oauth().keys()::ensure);
    }

    /** What would stop the server from listening is found before the data is touched. */
    private static void requireFreePort(String host, int port, String option) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitStatus.IO,
                    "cannot listen on " + host + ":" + port + ": " + e.getMessage() + "; choose another with "
                            + option);
        }
    }

    /** A store that cannot be reached may come back; one that refuses us will go on doing so. */
    private static void requireBucket(BucketPlace place) {
        switch (BucketCheck.of(place)) {
            case BucketCheck.Found() -> LOG.info("Files lie in the bucket {}", place.bucket());
            case BucketCheck.Unanswered(String reason) ->
                LOG.warn("The store of files (--s3-bucket) does not answer yet: {}", reason);
            case BucketCheck.Refused(String reason) ->
                throw new CommandFailure(
                        ExitStatus.CONFIG, "files cannot be kept in the S3 store (--s3-bucket): " + reason);
        }
    }

    private static WebServer listen(ServeConfig config, Optional<Tls> tls, WebWiring wiring) {
        WebServerConfig.Builder builder = WebServer.builder()
                .host(config.host())
                .port(config.port())
                .shutdownHook(false)
                // An answer goes out in a few writes; without this the second waits 40 ms for the first's
                // acknowledgement.
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .shutdownGracePeriod(GRACE)
                .directHandlers(wiring.belowRouter())
                .routing(wiring.routing());
        tls.ifPresent(builder::tls);
        config.certificates()
                .port()
                .ifPresent(port -> builder.putSocket(
                        "certificates",
                        socket -> socket.host(config.host())
                                .port(port)
                                .tls(TlsFromFiles.readAsking(config.tls().orElseThrow()))
                                .directHandlers(wiring.belowRouter())
                                .routing(wiring.routingForPrograms())));
        config.metricsPort()
                .ifPresent(port -> builder.putSocket(
                        "metrics",
                        metrics -> metrics.host(config.host())
                                .port(port)
                                .routing(HttpRouting.builder().register(new MetricsEndpoint(wiring.meters())))));
        try {
            return builder.build().start();
        } catch (RuntimeException e) {
            throw new CommandFailure(
                    ExitStatus.IO, "cannot listen on " + config.host() + ":" + config.port() + ": " + e.getMessage());
        }
    }

    private static void closeAll(@Nullable AutoCloseable... parts) {
        for (AutoCloseable part : parts) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException("could not close", e);
            }
        }
    }

    /** Answers what is in flight, then lets go of the data. */
    @Override
    public void close() {
        wiring.health().stopping();
        web.stop();
        closeAll(wiring.meters(), upkeep, jobs, admin, house, lock);
    }
}
