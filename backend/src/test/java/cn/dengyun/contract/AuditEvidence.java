package cn.dengyun.contract;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Looks into the audit trail itself: what the change of a request has left there when its answer is out. */
final class AuditEvidence {

    /**
     * Among the newest, for nothing finds them by their trace. Entries of the net do not count: they come later, and
     * not in the unit of work of the change.
     */
    private static final String FIND = "SELECT 1 FROM (SELECT trace_id, kind, action FROM audit_entry ORDER BY id DESC"
            + " LIMIT 2000) newest WHERE trace_id = ? AND kind = 'WRITE' AND action <> 'request.succeeded' LIMIT 1";

    private static Connection connection;

    private AuditEvidence() {}

    static synchronized boolean isThere(String traceId) {
        try {
            if (connection == null || !connection.isValid(1)) {
                connection = connect();
            }
            try (PreparedStatement find = connection.prepareStatement(FIND)) {
                find.setString(1, traceId);
                try (ResultSet row = find.executeQuery()) {
                    return row.next();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the audit trail cannot be read", e);
        }
    }

    private static Connection connect() throws SQLException {
        Config config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class));
    }
}
