package dev.taskwright.platform.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that listens for what other nodes changed. It asks the server for a sign of life between two waits; when
 * none comes it declares the channel down, which empties every {@link SharedCache} and keeps them passed by until it is
 * back.
 */
final class PostgresqlChannel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresqlChannel.class);
    private static final String NAME = "taskwright";
    private static final int WAIT_MILLIS = 250;
    private static final String SOCKET_TIMEOUT_SECONDS = "1";

    private final String url;
    private final Signals signals;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Connection listening;

    private PostgresqlChannel(String url, Signals signals) {
        this.url = url;
        this.signals = signals;
        this.thread = Thread.ofPlatform().name("taskwright-listener").daemon().unstarted(this::run);
    }

    /** Returns once it listens, so that nothing that is read afterwards can be missed. */
    static PostgresqlChannel open(String url, Signals signals) {
        PostgresqlChannel channel = new PostgresqlChannel(url, signals);
        signals.channelIs(false);
        channel.thread.start();
        return channel;
    }

    static void send(Handle handle, Tx.Signal signal) {
        String payload = signal.key() == null ? signal.topic() : signal.topic() + ' ' + signal.key();
        handle.createQuery("SELECT pg_notify(:name, :payload)")
                .bind("name", NAME)
                .bind("payload", payload)
                .map((row, context) -> true)
                .one();
    }

    private void run() {
        while (!closed) {
            try (Connection connection = listen()) {
                listening = connection;
                signals.channelIs(true);
                hear(connection);
            } catch (SQLException e) {
                if (signals.live() && !closed) {
                    LOG.warn("Lost the notification channel; caches are off until it is back: {}", e.getMessage());
                }
            }
            if (!closed) {
                signals.channelIs(false);
                pause();
            }
        }
    }

    private Connection listen() throws SQLException {
        Properties properties = new Properties();
        PGProperty.SOCKET_TIMEOUT.set(properties, SOCKET_TIMEOUT_SECONDS);
        PGProperty.APPLICATION_NAME.set(properties, "taskwright listener");
        Connection connection = DriverManager.getConnection(url, properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + NAME);
        }
        return connection;
    }

    private void hear(Connection connection) throws SQLException {
        PGConnection postgresql = connection.unwrap(PGConnection.class);
        while (!closed) {
            PGNotification[] heard = postgresql.getNotifications(WAIT_MILLIS);
            if (heard == null || heard.length == 0) {
                signOfLife(connection);
                continue;
            }
            for (PGNotification notification : heard) {
                deliver(notification.getParameter());
            }
        }
    }

    private static void signOfLife(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    private void deliver(String payload) {
        int space = payload.indexOf(' ');
        @Nullable String key = space < 0 ? null : payload.substring(space + 1);
        signals.deliver(space < 0 ? payload : payload.substring(0, space), key);
    }

    private void pause() {
        try {
            thread.join(WAIT_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            Connection waiting = listening;
            if (waiting != null) {
                waiting.abort(Runnable::run);
            }
            thread.join(2000);
        } catch (SQLException alreadyGone) {
            LOG.debug("the notification channel was closed already", alreadyGone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
