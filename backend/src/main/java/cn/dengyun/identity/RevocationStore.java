package cn.dengyun.identity;

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
class RevocationStore {

    private final DataSource database;

    RevocationStore(DataSource database) {
        this.database = database;
    }

    Map<UUID, Instant> since(Instant oldest) throws SQLException {
        Map<UUID, Instant> revoked = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT id, revoked_at FROM api_client WHERE revoked_at >= ?")) {
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
