package cn.dengyun.voucher.status;

import cn.dengyun.shared.Ids;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.domain.Voucher;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** A voucher that was issued from a budget of its own programme, and what becomes of its row on another node. */
public record TestVoucher(UUID id, String code, TestVouchers.Funded funded) {

    public static final UUID ENTERPRISE = TestVouchers.ENTERPRISE;
    public static final long FACE_FEN = 5_000_000;

    private static final long APPROPRIATED_FEN = 20 * FACE_FEN;
    private static final Duration A_YEAR = Duration.ofDays(365);
    private static final String FACT =
            "INSERT INTO event (id, type, subject, organization_id, is_public, data, occurred_at)"
                    + " SELECT ?, 'cn.dengyun.voucher.changed', '/api/v1/vouchers/' || id, organization_id, false, '{}',"
                    + " now() FROM voucher WHERE id = ?";

    /** Of the demo's enterprise, in Feixi, good for a year. */
    public static TestVoucher issued() {
        return issued(vouchers().aProgramme(APPROPRIATED_FEN), A_YEAR);
    }

    /** Of another enterprise. */
    public static TestVoucher issuedTo(UUID organizationId, String regionCode) {
        TestVoucher voucher = issued();
        execute(
                "UPDATE voucher SET organization_id = ?, region_code = ? WHERE id = ?",
                organizationId,
                regionCode,
                voucher.id);
        return voucher;
    }

    public static TestVoucher validFor(Duration time) {
        return issued(vouchers().aProgramme(APPROPRIATED_FEN), time);
    }

    /** Another one of the same programme. */
    public TestVoucher another() {
        return issued(funded, A_YEAR);
    }

    public UUID programmeId() {
        return funded.programmeId();
    }

    private static TestVoucher issued(TestVouchers.Funded programme, Duration time) {
        Voucher voucher = vouchers().aVoucher(programme, FACE_FEN, time);
        return new TestVoucher(voucher.id(), voucher.code(), programme);
    }

    private static TestVouchers vouchers() {
        return CDI.current().select(TestVouchers.class).get();
    }

    /** Changes its row as another node would, and tells the fact of it. */
    public void change(String assignments) {
        execute("UPDATE voucher SET revision = revision + 1, " + assignments + " WHERE id = ?", id);
        execute(FACT, Ids.next(), id);
    }

    public void freeze() {
        change("frozen_at = now(), frozen_reason = '核查'");
    }

    public void unfreeze() {
        change("frozen_at = NULL, frozen_reason = NULL");
    }

    public void revoke() {
        change("revoked_at = now(), revoked_reason = '违规', void_fen = void_fen + available_fen, available_fen = 0");
    }

    public void use(long fen) {
        change("available_fen = available_fen - " + fen + ", captured_fen = captured_fen + " + fen);
    }

    public String path() {
        return "/api/v1/vouchers/" + id;
    }

    private static void execute(String sql, Object... parameters) {
        Config config = ConfigProvider.getConfig();
        try (Connection connection = DriverManager.getConnection(
                        config.getValue("quarkus.datasource.jdbc.url", String.class),
                        config.getValue("quarkus.flyway.username", String.class),
                        config.getValue("quarkus.flyway.password", String.class));
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
