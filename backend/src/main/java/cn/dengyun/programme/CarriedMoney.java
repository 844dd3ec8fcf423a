package cn.dengyun.programme;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.programme.domain.YearEndMoney;
import cn.dengyun.programme.store.MovementStore;
import cn.dengyun.programme.store.MovementStore.YearEndMovement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What returns and carry-overs of a programme came to, for whoever shows its account. */
@ApplicationScoped
public class CarriedMoney {

    private final MovementStore movements;
    private final LedgerService ledger;
    private final Pool pool;

    CarriedMoney(MovementStore movements, LedgerService ledger, Pool pool) {
        this.movements = movements;
        this.ledger = ledger;
        this.pool = pool;
    }

    /** By the ledger, behind a position of the programme, up to another one: so it agrees with what stands there. */
    public Uni<YearEndMoney> between(UUID programmeId, long behind, long last) {
        return movements
                .ofYearEnd(pool, programmeId)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(YearEndMoney.NONE)
                        : ledger.amountsOfSubjects(
                                        programmeId,
                                        found.stream().map(YearEndMovement::id).toList(),
                                        behind,
                                        last)
                                .map(amounts -> sum(found, amounts)));
    }

    private static YearEndMoney sum(List<YearEndMovement> found, Map<UUID, Long> amounts) {
        return found.stream()
                .map(movement -> of(movement, amounts.getOrDefault(movement.id(), 0L)))
                .reduce(YearEndMoney.NONE, YearEndMoney::plus);
    }

    private static YearEndMoney of(YearEndMovement movement, long moved) {
        long fen = movement.isReversal() ? -moved : moved;
        if (!movement.isCarryOver()) {
            return new YearEndMoney(0, 0, fen);
        }
        return movement.isInward() ? new YearEndMoney(fen, 0, 0) : new YearEndMoney(0, fen, 0);
    }
}
