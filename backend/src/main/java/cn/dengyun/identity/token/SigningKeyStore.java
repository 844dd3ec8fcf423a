package cn.dengyun.identity.token;

import cn.dengyun.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The signing keys of all nodes. It speaks JDBC and waits: the first request must find a key, so it works at start and
 * then on a worker thread, never on an event loop.
 */
@ApplicationScoped
public class SigningKeyStore {

    /** A new key is published this long before anything is signed with it, so that every verifier knows it by then. */
    static final Duration NOTICE = Duration.ofMinutes(10);

    /** How long a key stays published after its successor took over; much longer than an access token lives. */
    static final Duration AFTERLIFE = Duration.ofHours(24);

    /** After how long a key is replaced by a new one. */
    private static final Duration LIFETIME = Duration.ofDays(90);

    private static final String SELECT =
            "SELECT kid, public_key, private_key, is_encrypted, active_from FROM signing_key ORDER BY active_from, kid";
    private static final String INSERT = """
            INSERT INTO signing_key (kid, public_key, private_key, is_encrypted, created_at, active_from)
            VALUES (?, ?, ?, ?, ?, ?)
            """;

    private final DataSource database;
    private final KeyProtection protection;

    SigningKeyStore(DataSource database, KeyProtection protection) {
        this.database = database;
        this.protection = protection;
    }

    /**
     * All published keys, oldest first, at least one of them active. When none is left, or the youngest is past its
     * life, one node makes a new key while the others wait and then read it.
     */
    List<SigningKey> current(Instant now) throws SQLException {
        try (Connection connection = database.getConnection()) {
            List<SigningKey> keys = read(connection);
            return isDue(keys, now) ? replaced(connection, now) : keys;
        }
    }

    /** Makes a key that becomes active after {@link #NOTICE}; the one before stays published for {@link #AFTERLIFE}. */
    List<SigningKey> rotate(Instant now) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return locked(connection, () -> {
                insert(connection, now, now.plus(NOTICE));
                return read(connection);
            });
        }
    }

    private List<SigningKey> replaced(Connection connection, Instant now) throws SQLException {
        return locked(connection, () -> {
            List<SigningKey> keys = read(connection);
            // Another node may have been quicker while this one waited for the lock.
            if (isDue(keys, now)) {
                insert(connection, now, keys.isEmpty() ? now : now.plus(NOTICE));
                forgetSuperseded(connection, now);
            }
            return read(connection);
        });
    }

    private boolean isDue(List<SigningKey> keys, Instant now) {
        return keys.isEmpty()
                || keys.get(keys.size() - 1).activeFrom().plus(LIFETIME).isBefore(now);
    }

    private List<SigningKey> read(Connection connection) throws SQLException {
        List<SigningKey> keys = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SELECT)) {
            while (rows.next()) {
                String kid = rows.getString(1);
                byte[] stored = rows.getBytes(3);
                keys.add(SigningKey.of(
                        kid,
                        rows.getBytes(2),
                        rows.getBoolean(4) ? protection.open(stored, kid) : stored,
                        rows.getObject(5, OffsetDateTime.class).toInstant()));
            }
        }
        return keys;
    }

    private void insert(Connection connection, Instant now, Instant activeFrom) throws SQLException {
        SigningKey key = SigningKey.generate(Ids.next().toString(), activeFrom);
        byte[] secret = key.privateKey().getEncoded();
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, key.kid());
            statement.setBytes(2, key.publicKey().getEncoded());
            statement.setBytes(3, protection.isConfigured() ? protection.seal(secret, key.kid()) : secret);
            statement.setBoolean(4, protection.isConfigured());
            statement.setObject(5, now.atOffset(ZoneOffset.UTC));
            statement.setObject(6, activeFrom.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private static void forgetSuperseded(Connection connection, Instant now) throws SQLException {
        String sql = """
                DELETE FROM signing_key old WHERE EXISTS (
                    SELECT 1 FROM signing_key newer
                    WHERE newer.active_from > old.active_from AND newer.active_from < ?)
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, now.minus(AFTERLIFE).atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private static List<SigningKey> locked(Connection connection, KeyWork work) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE");
            List<SigningKey> keys = work.run();
            connection.commit();
            return keys;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private interface KeyWork {
        List<SigningKey> run() throws SQLException;
    }
}
