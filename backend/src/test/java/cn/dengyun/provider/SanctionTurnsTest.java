package cn.dengyun.provider;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.provider.domain.Consequence;
import cn.dengyun.provider.domain.Sanction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Locks are taken in one order, so the effects of a sanction have turns. */
class SanctionTurnsTest {

    private record Ranked(int rank) implements SanctionEffect {

        @Override
        public Uni<List<Consequence>> foresee(SqlConnection connection, Provider provider, Instant now) {
            return Uni.createFrom().item(List.of());
        }

        @Override
        public Uni<Void> carryOut(SqlConnection connection, Provider provider, Sanction sanction, Instant now) {
            return Uni.createFrom().voidItem();
        }
    }

    /** One that says nothing of its turn. */
    private static final class Unranked implements SanctionEffect {

        @Override
        public Uni<List<Consequence>> foresee(SqlConnection connection, Provider provider, Instant now) {
            return Uni.createFrom().item(List.of());
        }

        @Override
        public Uni<Void> carryOut(SqlConnection connection, Provider provider, Sanction sanction, Instant now) {
            return Uni.createFrom().voidItem();
        }
    }

    @Test
    void lowerRanksComeFirstHoweverTheyAreFound() {
        Ranked orders = new Ranked(10);
        Ranked last = new Ranked(200);
        Unranked vouchers = new Unranked();

        assertThat(SanctionEffects.inTurn(List.of(last, vouchers, orders))).containsExactly(orders, vouchers, last);
        assertThat(SanctionEffects.inTurn(List.of(orders, last, vouchers))).containsExactly(orders, vouchers, last);
    }
}
