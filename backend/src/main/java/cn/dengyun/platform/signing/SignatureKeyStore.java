package cn.dengyun.platform.signing;

import cn.dengyun.platform.signing.domain.Ed25519;
import cn.dengyun.platform.signing.domain.SignatureKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
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
 * The keys of all nodes that sign what others verify without a connection. Like those of access tokens they are read
 * with JDBC, at start and then on a worker thread; unlike those they are told a day before they are used, for whoever
 * verifies reads them once a day.
 */
@ApplicationScoped
public class SignatureKeyStore {

    /** A key that is not the first is published this long before anything is signed with it. */
    public static final Duration NOTICE = Duration.ofHours(25);

    private static final String SELECT =
            "SELECT kid, public_key, private_key, is_encrypted, created_at, active_from FROM %s"
                    + " ORDER BY active_from, kid";
    private static final String INSERT =
            "INSERT INTO %s (kid, public_key, private_key, is_encrypted, created_at, active_from)"
                    + " VALUES (?, ?, ?, ?, ?, ?)";
    private static final String LOCK = "LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE";

    private final DataSource database;
    private final KeySeal seal;

    public SignatureKeyStore(DataSource database, KeySeal seal) {
        this.database = database;
        this.seal = seal;
    }

    /**
     * All published keys, oldest first, at least one of them active. When none is left, or the youngest is past its
     * life, one node makes a new key while the others wait and then read it.
     */
    public List<SignatureKey> current(SignatureKeyTable table, Instant now) throws SQLException {
        try (Connection connection = database.getConnection()) {
            List<SignatureKey> keys = read(connection, table);
            return isDue(table, keys, now) ? replaced(connection, table, now) : keys;
        }
    }

    private List<SignatureKey> replaced(Connection connection, SignatureKeyTable table, Instant now)
            throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCK.formatted(table.name()));
            List<SignatureKey> keys = read(connection, table);
            // Another node may have been quicker while this one waited for the lock.
            if (isDue(table, keys, now)) {
                insert(connection, table, now, keys.isEmpty() ? now : now.plus(NOTICE));
                forgetSuperseded(connection, table, now);
                keys = read(connection, table);
            }
            connection.commit();
            return keys;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static boolean isDue(SignatureKeyTable table, List<SignatureKey> keys, Instant now) {
        return keys.isEmpty() || table.dueAt().apply(keys.get(keys.size() - 1)).isBefore(now);
    }

    private List<SignatureKey> read(Connection connection, SignatureKeyTable table) throws SQLException {
        List<SignatureKey> keys = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SELECT.formatted(table.name()))) {
            while (rows.next()) {
                keys.add(key(table, rows));
            }
        }
        return keys;
    }

    private SignatureKey key(SignatureKeyTable table, ResultSet row) throws SQLException {
        String kid = row.getString(1);
        byte[] stored = row.getBytes(3);
        byte[] secret = stored != null && row.getBoolean(4) ? seal.open(stored, kid) : stored;
        try {
            return new SignatureKey(
                    kid,
                    Ed25519.publicKey(row.getBytes(2)),
                    secret == null ? null : Ed25519.privateKey(secret),
                    row.getObject(5, OffsetDateTime.class).toInstant(),
                    row.getObject(6, OffsetDateTime.class).toInstant());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key " + kid + " of " + table.name() + " is damaged.", e);
        }
    }

    private void insert(Connection connection, SignatureKeyTable table, Instant now, Instant activeFrom)
            throws SQLException {
        String kid = Ed25519.newKid();
        KeyPair pair = Ed25519.generated();
        byte[] secret = pair.getPrivate().getEncoded();
        try (PreparedStatement statement = connection.prepareStatement(INSERT.formatted(table.name()))) {
            statement.setString(1, kid);
            statement.setBytes(2, pair.getPublic().getEncoded());
            statement.setBytes(3, seal.isConfigured() ? seal.seal(secret, kid) : secret);
            statement.setBoolean(4, seal.isConfigured());
            statement.setObject(5, now.atOffset(ZoneOffset.UTC));
            statement.setObject(6, activeFrom.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private static void forgetSuperseded(Connection connection, SignatureKeyTable table, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.forget())) {
            statement.setObject(1, now.minus(table.afterlife()).atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }
}
