package cn.dengyun.platform.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Keys that all nodes of one installation share, made by whichever node needs one first. Read at start only. */
@ApplicationScoped
public class PlatformSecrets {

    private static final String INSERT =
            "INSERT INTO platform_secret (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING";
    private static final String SELECT = "SELECT value FROM platform_secret WHERE name = ?";
    private static final int KEY_BYTES = 32;

    private final DataSource dataSource;

    PlatformSecrets(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The 256-bit key of that name, the same on every node. Blocks: call it while the application starts. */
    public byte[] key(String name) {
        byte[] candidate = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(candidate);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT);
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            insert.setString(1, name);
            insert.setBytes(2, candidate);
            insert.executeUpdate();
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the key " + name + " could not be read", e);
        }
    }
}
