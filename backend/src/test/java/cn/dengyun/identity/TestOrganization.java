package cn.dengyun.identity;

import cn.dengyun.shared.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;

/** An organisation of its own for one test. */
public final class TestOrganization {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final Random RANDOM = new Random();

    private TestOrganization() {}

    /** Its id; it is of this kind, in the province itself, and has nobody yet. */
    public static UUID of(DataSource database, String kind) {
        String sql = "INSERT INTO organization (id, credit_code, kind, name_zh, region_code, created_at, updated_at)"
                + " VALUES (?, ?, ?, '测试单位', '340000', now(), now())";
        UUID id = Ids.next();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            statement.setString(2, creditCode());
            statement.setString(3, kind);
            statement.executeUpdate();
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of an organisation that is there. */
    public static String creditCodeOf(DataSource database, UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT credit_code FROM organization WHERE id = ?")) {
            statement.setObject(1, id);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return found.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Well-formed for the database, which does not compute check characters. */
    private static String creditCode() {
        StringBuilder code = new StringBuilder("91");
        while (code.length() < 18) {
            code.append(ALPHABET.replace("L", "").charAt(RANDOM.nextInt(ALPHABET.length() - 1)));
        }
        return code.toString();
    }
}
