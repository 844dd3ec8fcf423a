package cn.dengyun.reference;

import cn.dengyun.platform.rows.Statement;
import io.agroal.api.AgroalDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Arrangements of public holidays: added in the unit of work of a request, read aside. */
@ApplicationScoped
class HolidayStore {

    private static final Statement INSERT = Statement.of("""
            INSERT INTO holiday_arrangement (id, year, days_off, make_up_days, document, recorded_at, recorded_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """);
    private static final String NEWEST = """
            SELECT DISTINCT ON (year) year, days_off, make_up_days, document, recorded_at
            FROM holiday_arrangement ORDER BY year, id DESC
            """;

    private final AgroalDataSource database;

    HolidayStore(AgroalDataSource database) {
        this.database = database;
    }

    Uni<Void> insert(SqlConnection connection, UUID id, HolidayArrangement arrangement, UUID by) {
        return INSERT.execute(
                        connection,
                        id,
                        arrangement.year(),
                        arrangement.daysOff().toArray(LocalDate[]::new),
                        arrangement.makeUpDays().toArray(LocalDate[]::new),
                        arrangement.document(),
                        arrangement.recordedAt(),
                        by)
                .replaceWithVoid();
    }

    /** The newest of each year. It blocks. */
    List<HolidayArrangement> newest() {
        try (Connection connection = database.getConnection();
                java.sql.Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(NEWEST)) {
            List<HolidayArrangement> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new HolidayArrangement(
                        rows.getInt("year"),
                        days(rows.getArray("days_off")),
                        days(rows.getArray("make_up_days")),
                        rows.getString("document"),
                        rows.getObject("recorded_at", OffsetDateTime.class).toInstant()));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("the arrangements of public holidays cannot be read", e);
        }
    }

    private static List<LocalDate> days(Array array) throws SQLException {
        return Arrays.stream((Date[]) array.getArray()).map(Date::toLocalDate).toList();
    }
}
