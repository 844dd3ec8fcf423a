package cn.dengyun.voucher;

import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.RedemptionEffect.Way;
import cn.dengyun.voucher.domain.Redemption;
import io.quarkus.test.junit.QuarkusMock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.inject.Vetoed;
import java.time.Instant;

/** Whether captured money can be taken back, as whoever pays it out would say. */
public final class TestRefunds {

    private TestRefunds() {}

    /** Nothing is taken back until the test is over, or {@link #allow}: it is on its way to the bank. */
    public static void refuse(String code) {
        QuarkusMock.installMockForType(new Refused(code), RefundWays.class);
    }

    /** Everything is, as long as nobody pays it out. */
    public static void allow() {
        QuarkusMock.installMockForType(new Refused(null), RefundWays.class);
    }

    @Vetoed
    static final class Refused extends RefundWays {

        private final String code;

        Refused(String code) {
            super(null);
            this.code = code;
        }

        @Override
        Uni<Way> of(SqlConnection connection, Redemption redemption, long fen, Instant now) {
            return code == null
                    ? Uni.createFrom().item(new Way(Way.Kind.PAYABLE, now))
                    : Uni.createFrom().failure(Rejection.conflict(code, redemption.id()));
        }
    }
}
