package cn.dengyun.settlement.claim;

import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.settlement.claim.domain.ClaimMove;
import cn.dengyun.settlement.claim.domain.ClaimPayment;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.settlement.claim.domain.ClaimStep;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.claim.store.ClaimRows;
import cn.dengyun.settlement.claim.store.StageRows;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Carries moves of claims out, and nobody else does: the claim is written over the version that was decided on, both
 * sides are told, the step is put on record, and whoever hangs on claims does his part.
 */
@ApplicationScoped
public class ClaimMoves {

    private final AggregateStore<SettlementClaim> claims;
    private final ClaimRows rows;
    private final StageRows stages;
    private final WorkingCalendar calendar;
    private final Instance<ClaimEffect> effects;
    private final Clock clock;

    ClaimMoves(
            Aggregates aggregates,
            ClaimRows rows,
            StageRows stages,
            WorkingCalendar calendar,
            Instance<ClaimEffect> effects,
            Clock clock) {
        this.claims = aggregates.of(SettlementClaim.class, SettlementClaim.KNOWN, SettlementClaim::seesAll);
        this.rows = rows;
        this.stages = stages;
        this.calendar = calendar;
        this.effects = effects;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Finds and lists claims for whoever may know of them. */
    public AggregateStore<SettlementClaim> store() {
        return claims;
    }

    /**
     * By when what follows has to be done when a claim comes to stand somewhere at a moment; null where nothing does.
     */
    public Instant due(ClaimStatus status, Instant now) {
        return status.isEnd() ? null : calendar.after(now, status.workingDays());
    }

    /**
     * Moves a claim that this unit of work has locked because of its batch. Rejects with {@code transition-not-allowed}
     * (409).
     *
     * @param by who did it to the batch; null where nobody did
     * @param how it is paid from then on; null where it is in no batch
     */
    public Uni<SettlementClaim> batched(
            SqlConnection connection,
            Actor by,
            SettlementClaim locked,
            ClaimMove move,
            ClaimPayment how,
            String reason) {
        Instant now = now();
        SettlementClaim after = locked.batched(move, how, reason, due(move.target(), now), now);
        return carryOut(connection, by, locked, after, move, List.of());
    }

    /** The same of any move that leads on from where the claim stands. */
    Uni<SettlementClaim> moved(
            SqlConnection connection,
            Actor by,
            SettlementClaim locked,
            ClaimMove move,
            List<String> reasonCodes,
            String reason) {
        Instant now = now();
        SettlementClaim after = locked.moved(move, by == null ? null : by.id(), reason, due(move.target(), now), now);
        return carryOut(connection, by, locked, after, move, reasonCodes);
    }

    /** Puts a new one on record, with its first step. */
    public Uni<SettlementClaim> submit(SqlConnection connection, Actor actor, SettlementClaim made) {
        return claims.create(actor, made, ClaimEvent.ofSubmission(made).told(made))
                .prepare()
                .chain(prepared -> prepared.in(connection))
                .call(() -> rows.insert(connection, step(made, ClaimStep.SUBMIT, actor, List.of())));
    }

    /** Carries out what was decided on; by is null where nobody did. */
    public Uni<SettlementClaim> carryOut(
            SqlConnection connection,
            Actor by,
            SettlementClaim locked,
            SettlementClaim after,
            ClaimMove move,
            List<String> reasonCodes) {
        return claims.carryOut(
                        connection,
                        locked,
                        new Change<>(after, ClaimEvent.of(move, after).told(after), after.reason()))
                .call(() -> rows.insert(connection, step(after, move.name(), by, reasonCodes)))
                .call(() -> move.target() == null
                        ? Uni.createFrom().voidItem()
                        : stages.leave(connection, List.of(after.id())))
                .call(() -> locked.status().holdsNumbers() && !after.status().holdsNumbers()
                        ? rows.leave(connection, after.id(), after.about().businessId())
                        : Uni.createFrom().voidItem())
                .call(() -> InTurn.each(
                        effects.stream().toList(), effect -> effect.moved(connection, locked, after, move)));
    }

    /** Carries out what the clock or a measure does to a claim that stays where it stands. */
    Uni<SettlementClaim> note(
            SqlConnection connection, SettlementClaim locked, SettlementClaim after, ClaimEvent told, String step) {
        return claims.carryOut(connection, locked, new Change<>(after, told.told(after), after.reason()))
                .call(() -> rows.insert(connection, step(after, step, null, List.of())));
    }

    static ClaimStep step(SettlementClaim after, String move, Actor by, List<String> reasonCodes) {
        return new ClaimStep(
                Ids.next(),
                after.id(),
                move,
                after.status(),
                by == null ? null : by.id(),
                after.updatedAt(),
                after.dueAt(),
                reasonCodes,
                after.reason());
    }
}
