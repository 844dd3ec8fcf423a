package cn.dengyun.settlement.batch;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.settlement.batch.domain.BatchLine;
import cn.dengyun.settlement.batch.domain.BatchStatus;
import cn.dengyun.settlement.batch.domain.SettlementBatch;
import cn.dengyun.settlement.batch.domain.SettlementObjection;
import cn.dengyun.settlement.batch.domain.SettlementObjectionMove;
import cn.dengyun.settlement.batch.domain.SettlementObjectionStatus;
import cn.dengyun.settlement.batch.store.BatchRows;
import cn.dengyun.settlement.claim.BatchedClaims;
import cn.dengyun.settlement.claim.domain.ClaimMove;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.claim.store.ClaimRows;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Objections to lines on public notice: each keeps its own line from being paid until it is decided, and no other. What
 * is not there for the actor is refused with {@code settlement-objection-not-found} (404).
 */
@ApplicationScoped
public class SettlementObjectionService {

    private static final int DAYS_TO_DECIDE = 5;

    private final AggregateStore<SettlementObjection> objections;
    private final BatchService batches;
    private final BatchRows rows;
    private final ClaimRows claimRows;
    private final BatchedClaims claims;
    private final CertifiedStandings standings;
    private final WorkingCalendar calendar;

    SettlementObjectionService(
            Aggregates aggregates,
            BatchService batches,
            BatchRows rows,
            ClaimRows claimRows,
            BatchedClaims claims,
            CertifiedStandings standings,
            WorkingCalendar calendar) {
        this.objections = aggregates.of(SettlementObjection.class, SettlementObjection.KNOWN);
        this.batches = batches;
        this.rows = rows;
        this.claimRows = claimRows;
        this.claims = claims;
        this.standings = standings;
        this.calendar = calendar;
    }

    public Uni<SettlementObjection> find(Actor actor, UUID id) {
        return objections.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<SettlementObjection>> list(Actor actor, Filter filter, String cursor, int limit) {
        return objections.page(actor, filter, cursor, limit);
    }

    /**
     * Somebody objects to a line that is on public notice.
     *
     * <p>Rejects with {@code settlement-batch-not-found}, {@code settlement-line-not-found} (404), {@code notice-over},
     * {@code objector-not-certified} and {@code settlement-objection-repeated} (409).
     */
    public Effect<SettlementObjection> file(Actor actor, UUID batchId, NewObjection wanted) {
        Instant now = batches.now();
        return Effect.of(connection -> rows.shareBatch(connection, batchId)
                .invoke(BatchService::requireNoticed)
                .invoke(found -> {
                    if (found.status() != BatchStatus.NOTICED || found.isNoticeOverAt(now)) {
                        throw Rejection.conflict(
                                "notice-over", found.notice().noticeEndsAt().toString());
                    }
                })
                .call(() -> requireHeard(connection, actor))
                .chain(found -> rows.included(connection, batchId, wanted.lineId())
                        .map(line -> line.orElseThrow(() -> Rejection.notFound("settlement-line-not-found")))
                        .map(line -> filed(actor, found, line, wanted, now)))
                .chain(made -> in(connection, objections.create(actor, made, ObjectionEvent.FILED.told(made, now))))
                .onFailure(Rows.broken("settlement_objection_once"))
                .transform(again -> Rejection.conflict("settlement-objection-repeated")));
    }

    /** Strangers call themselves enterprises and providers; everybody else was let in by somebody. */
    private Uni<Void> requireHeard(SqlConnection connection, Actor actor) {
        UUID own = actor.organizationId();
        if (own == null) {
            throw Rejection.conflict("objector-not-certified");
        }
        if (!actor.has(Roles.ENTERPRISE) && !actor.has(Roles.PROVIDER)) {
            return Uni.createFrom().voidItem();
        }
        return standings
                .of(connection, List.of(own))
                .invoke(found -> {
                    CertifiedStanding standing = found.get(own);
                    if (standing == null || !standing.isCertified()) {
                        throw Rejection.conflict("objector-not-certified");
                    }
                })
                .replaceWithVoid();
    }

    private SettlementObjection filed(
            Actor actor, SettlementBatch batch, BatchLine line, NewObjection wanted, Instant now) {
        return new SettlementObjection(
                Ids.next(),
                0,
                batch.id(),
                line.id(),
                line.claimId(),
                batch.organizationId(),
                batch.regionCode(),
                actor.organizationId(),
                actor.id(),
                batch.approval().approvedBy(),
                now,
                wanted.statement(),
                SettlementObjectionStatus.OPEN,
                null,
                null,
                null,
                calendar.after(now, DAYS_TO_DECIDE));
    }

    /**
     * Decides one. Upheld, the line is taken out if it is still in its batch, and the claim goes back to whoever made
     * it; dismissed, it can be paid. Nobody decides on what he has checked himself.
     *
     * <p>Rejects with {@code not-yours}, {@code four-eyes-required}, {@code settlement-objection-reviewer} (403) and
     * {@code transition-not-allowed} (409).
     */
    public Effect<SettlementObjection> decide(Actor actor, UUID id, ObjectionDecision wanted) {
        Instant now = batches.now();
        return Effect.of(
                () -> objections.find(actor, id),
                // The batch first, as everybody does who moves lines.
                (connection, known) -> rows.lockBatch(connection, known.batchId())
                        .chain(batch -> objections
                                .lock(connection, actor, id)
                                .chain(found -> decided(connection, actor, batch, found, wanted, now))));
    }

    private Uni<SettlementObjection> decided(
            SqlConnection connection,
            Actor actor,
            SettlementBatch batch,
            SettlementObjection found,
            ObjectionDecision wanted,
            Instant now) {
        SettlementObjection after = found.decided(wanted.outcome(), actor, wanted.reason(), now);
        Uni<?> followed = wanted.outcome() == SettlementObjectionMove.UPHOLD
                ? upheld(connection, actor, batch, found, wanted.reason(), now)
                : Uni.createFrom().voidItem();
        return requireNoReviewer(connection, actor, found)
                .chain(() -> followed)
                .chain(() -> objections.carryOut(
                        connection,
                        found,
                        new Change<>(after, ObjectionEvent.of(wanted.outcome()).told(after, now), wanted.reason())));
    }

    private Uni<Void> requireNoReviewer(SqlConnection connection, Actor actor, SettlementObjection found) {
        return rows.hasReviewedClaim(connection, found.claimId(), actor.id(), BatchService.REVIEWS)
                .invoke(hasReviewed -> {
                    if (hasReviewed) {
                        throw Rejection.forbidden("settlement-objection-reviewer");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> upheld(
            SqlConnection connection,
            Actor actor,
            SettlementBatch batch,
            SettlementObjection found,
            String why,
            Instant now) {
        return batches.takenOutByObjection(connection, actor, batch, found.lineId(), why, now)
                .chain(() -> claimRows.lock(connection, found.claimId()))
                .map(claim -> ClaimMove.UPHOLD_OBJECTION.isAllowedFrom(claim.status())
                        ? List.of(claim)
                        : List.<SettlementClaim>of())
                .chain(these -> claims.move(
                        connection, ClaimMove.UPHOLD_OBJECTION, these, SettlementClaim::payment, actor.id(), why, now));
    }
}
