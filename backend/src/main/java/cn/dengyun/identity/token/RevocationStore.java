package cn.dengyun.identity.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Whose tokens were withdrawn, and when. Like {@link SigningKeyStore} it waits, so it is asked on worker threads. */
@ApplicationScoped
public class RevocationStore {

    private static final String SINCE = "SELECT subject, revoked_at FROM token_revocation WHERE revoked_at >= ?";

    private final DataSource database;

    RevocationStore(DataSource database) {
        this.database = database;
    }

    public Map<UUID, Instant> since(Instant oldest) throws SQLException {
        Map<UUID, Instant> revoked = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(SINCE)) {
            statement.setObject(1, oldest.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    revoked.put(
                            rows.getObject(1, UUID.class),
                            rows.getObject(2, OffsetDateTime.class).toInstant());
                }
            }
        }
        return revoked;
    }
}
