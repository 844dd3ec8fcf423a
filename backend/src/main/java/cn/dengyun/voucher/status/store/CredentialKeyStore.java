package cn.dengyun.voucher.status.store;

import cn.dengyun.identity.token.KeyProtection;
import cn.dengyun.voucher.status.domain.CredentialKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
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
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;

/**
 * The keys of all nodes that sign credentials. Like those of access tokens they are read with JDBC, at start and then
 * on a worker thread; unlike those they are told a day before they are used, for tills read them once a day.
 */
@ApplicationScoped
public class CredentialKeyStore {

    /** A new key is published this long before anything is signed with it. */
    public static final Duration NOTICE = Duration.ofHours(25);

    /** How long a key stays published after its successor took over; longer than a presentation may wait to be told. */
    public static final Duration AFTERLIFE = Duration.ofDays(8);

    private static final int KID_BYTES = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String SELECT =
            "SELECT kid, public_key, private_key, is_encrypted, active_from FROM voucher_key ORDER BY active_from, kid";
    private static final String INSERT =
            "INSERT INTO voucher_key (kid, public_key, private_key, is_encrypted, created_at, active_from)"
                    + " VALUES (?, ?, ?, ?, ?, ?)";
    private static final String FORGET = "DELETE FROM voucher_key old WHERE EXISTS (SELECT 1 FROM voucher_key newer"
            + " WHERE newer.active_from > old.active_from AND newer.active_from < ?)";
    private static final String LOCK = "LOCK TABLE voucher_key IN SHARE ROW EXCLUSIVE MODE";

    private final DataSource database;
    private final KeyProtection protection;

    CredentialKeyStore(DataSource database, KeyProtection protection) {
        this.database = database;
        this.protection = protection;
    }

    /**
     * All published keys, oldest first, at least one of them active. When none is left, or the youngest is past its
     * life, one node makes a new key while the others wait and then read it.
     */
    public List<CredentialKey> current(Instant now, Duration lifetime) throws SQLException {
        try (Connection connection = database.getConnection()) {
            List<CredentialKey> keys = read(connection);
            return isDue(keys, now, lifetime) ? replaced(connection, now, lifetime) : keys;
        }
    }

    private List<CredentialKey> replaced(Connection connection, Instant now, Duration lifetime) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCK);
            List<CredentialKey> keys = read(connection);
            // Another node may have been quicker while this one waited for the lock.
            if (isDue(keys, now, lifetime)) {
                insert(connection, now, keys.isEmpty() ? now : now.plus(NOTICE));
                forgetSuperseded(connection, now);
                keys = read(connection);
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

    private static boolean isDue(List<CredentialKey> keys, Instant now, Duration lifetime) {
        return keys.isEmpty()
                || keys.get(keys.size() - 1).activeFrom().plus(lifetime).isBefore(now);
    }

    private List<CredentialKey> read(Connection connection) throws SQLException {
        List<CredentialKey> keys = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SELECT)) {
            while (rows.next()) {
                String kid = rows.getString(1);
                byte[] stored = rows.getBytes(3);
                keys.add(key(
                        kid,
                        rows.getBytes(2),
                        rows.getBoolean(4) ? protection.open(stored, kid) : stored,
                        rows.getObject(5, OffsetDateTime.class).toInstant()));
            }
        }
        return keys;
    }

    private static CredentialKey key(String kid, byte[] publicKey, byte[] privateKey, Instant activeFrom) {
        try {
            KeyFactory ed25519 = KeyFactory.getInstance("Ed25519");
            return new CredentialKey(
                    kid,
                    ed25519.generatePublic(new X509EncodedKeySpec(publicKey)),
                    ed25519.generatePrivate(new PKCS8EncodedKeySpec(privateKey)),
                    activeFrom);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The voucher key " + kid + " in the database is damaged.", e);
        }
    }

    private void insert(Connection connection, Instant now, Instant activeFrom) throws SQLException {
        byte[] random = new byte[KID_BYTES];
        RANDOM.nextBytes(random);
        String kid = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        KeyPair pair = generated();
        byte[] secret = pair.getPrivate().getEncoded();
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, kid);
            statement.setBytes(2, pair.getPublic().getEncoded());
            statement.setBytes(3, protection.isConfigured() ? protection.seal(secret, kid) : secret);
            statement.setBoolean(4, protection.isConfigured());
            statement.setObject(5, now.atOffset(ZoneOffset.UTC));
            statement.setObject(6, activeFrom.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private static KeyPair generated() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    private static void forgetSuperseded(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setObject(1, now.minus(AFTERLIFE).atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }
}
