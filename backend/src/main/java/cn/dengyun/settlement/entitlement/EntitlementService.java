package cn.dengyun.settlement.entitlement;

import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.ledger.domain.TransferCause;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.programme.Budgets;
import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.BudgetMove;
import cn.dengyun.settlement.claim.ClaimEffect;
import cn.dengyun.settlement.claim.domain.ClaimMove;
import cn.dengyun.settlement.claim.domain.ClaimSource;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.entitlement.domain.EntitlementStatus;
import cn.dengyun.settlement.entitlement.domain.SettlementEntitlement;
import cn.dengyun.settlement.entitlement.store.EntitlementRows;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The door of entitlements: awards and purchases make what was held owed, claims take it up, the clock gives back what
 * nobody claims. What is not there for the actor is refused with {@code settlement-entitlement-not-found} (404).
 */
@ApplicationScoped
public class EntitlementService implements ClaimEffect {

    private final AggregateStore<SettlementEntitlement> entitlements;
    private final EntitlementRows rows;
    private final Budgets budgets;
    private final LedgerService ledger;
    private final ContractParties parties;
    private final Outbox outbox;
    private final AuditTrail trail;
    private final Clock clock;

    EntitlementService(
            Aggregates aggregates,
            EntitlementRows rows,
            Budgets budgets,
            LedgerService ledger,
            ContractParties parties,
            Outbox outbox,
            AuditTrail trail,
            Clock clock) {
        this.entitlements =
                aggregates.of(SettlementEntitlement.class, SettlementEntitlement.KNOWN, SettlementEntitlement::seesAll);
        this.rows = rows;
        this.budgets = budgets;
        this.ledger = ledger;
        this.parties = parties;
        this.outbox = outbox;
        this.trail = trail;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public Uni<SettlementEntitlement> find(Actor actor, UUID id) {
        return entitlements.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    public Uni<Page<SettlementEntitlement>> list(Actor actor, Filter filter, String cursor, int limit) {
        return entitlements.page(actor, filter, cursor, limit);
    }

    /** One as it is now, not held. */
    Uni<SettlementEntitlement> known(SqlConnection connection, Actor actor, UUID id) {
        return entitlements.find(connection, actor, id);
    }

    Uni<SettlementEntitlement> lock(SqlConnection connection, Actor actor, UUID id) {
        return entitlements.lock(connection, actor, id);
    }

    /**
     * Makes what was held in budgets owed, in the unit of work that makes it final, behind all its other locks.
     *
     * @param made each with the moment as movedAt; what is kept has that of the transfer
     * @return as they are kept
     */
    public Uni<List<SettlementEntitlement>> owe(
            SqlConnection connection, List<SettlementEntitlement> made, Instant now) {
        List<BudgetMove> moves = made.stream()
                .map(each -> BudgetMove.issue(each.budgetId(), each.amountFen()))
                .toList();
        return budgets.move(connection, moves, now).chain(moved -> {
            List<SettlementEntitlement> owed =
                    made.stream().map(each -> at(each, moved)).toList();
            List<Transfer> transfers = owed.stream()
                    .map(each -> Transfer.of(
                            each.programmeId(),
                            TransferCause.ENTITLEMENT,
                            LedgerAccount.committed(each.budgetId()),
                            each.payable(),
                            each.amountFen(),
                            each.id(),
                            each.movedAt()))
                    .toList();
            return rows.insert(connection, owed)
                    .chain(() -> ledger.post(connection, transfers))
                    .chain(() -> tell(connection, owed))
                    .replaceWith(owed);
        });
    }

    private static SettlementEntitlement at(SettlementEntitlement made, Map<UUID, Budget> moved) {
        return made.movedAt(moved.get(made.budgetId()).movedAt());
    }

    private Uni<Void> tell(SqlConnection connection, List<SettlementEntitlement> owed) {
        List<DomainEvent> events = new ArrayList<>();
        List<AuditTrail.Prepared> entries = new ArrayList<>();
        for (SettlementEntitlement each : owed) {
            DomainEvent event = EntitlementEvent.OWED.told(each);
            events.add(event);
            entries.add(trail.prepare(new AuditNote(
                    "entitlement." + EntitlementEvent.OWED.act(),
                    event.subject(),
                    event.organizationId(),
                    null,
                    event.data(),
                    null)));
        }
        return outbox.writeAll(connection, events).chain(() -> trail.writeAll(connection, entries));
    }

    /** Carries out that it is claimed, of one that this unit of work has locked. */
    Uni<SettlementEntitlement> claimed(SqlConnection connection, SettlementEntitlement locked) {
        SettlementEntitlement after = locked.claimed(now());
        return entitlements.carryOut(
                connection, locked, new Change<>(after, EntitlementEvent.CLAIMED.told(after), null));
    }

    /** Carries out what somebody has decided about one that this unit of work has locked. */
    Uni<SettlementEntitlement> decided(
            SqlConnection connection,
            SettlementEntitlement locked,
            SettlementEntitlement after,
            EntitlementEvent event,
            String reason) {
        String told = event == EntitlementEvent.REVOKED ? after.revocation().revocationReason() : reason;
        return entitlements.carryOut(connection, locked, new Change<>(after, event.told(after, told), reason));
    }

    /** A claim that is given up leaves its entitlement to be claimed anew. */
    @Override
    public Uni<Void> moved(SqlConnection connection, SettlementClaim before, SettlementClaim after, ClaimMove move) {
        if (after.about().source() == ClaimSource.CAPTURE || !after.status().isGivenUp()) {
            return Uni.createFrom().voidItem();
        }
        return rows.lock(connection, after.about().entitlementId()).chain(locked -> {
            SettlementEntitlement freed = locked.freed(now());
            return entitlements
                    .carryOut(connection, locked, new Change<>(freed, EntitlementEvent.FREED.told(freed), null))
                    .replaceWithVoid();
        });
    }

    /**
     * Gives back what nobody has claimed in time; not while whoever is owed it is frozen, or somebody wants it taken
     * back, so that it cannot be claimed.
     *
     * @return whether it was given back
     */
    Effect<Boolean> lapse(SettlementEntitlement late) {
        return Effect.of(connection -> parties.held(connection, List.of(late.claimantId()))
                .chain(held -> held.values().stream().anyMatch(ContractParties.Party::isFrozen)
                        ? Uni.createFrom().item(false)
                        : lapsed(connection, late.id())));
    }

    private Uni<Boolean> lapsed(SqlConnection connection, UUID id) {
        Instant now = now();
        return rows.lock(connection, id).chain(locked -> {
            boolean isLate = locked != null
                    && locked.status() == EntitlementStatus.OWED
                    && !locked.awaitsRevocation()
                    && !now.isBefore(locked.claimUntil());
            if (!isLate) {
                return Uni.createFrom().item(false);
            }
            return giveBack(connection, locked, now)
                    .chain(at -> {
                        SettlementEntitlement after = locked.lapsed(at, now);
                        return entitlements.carryOut(
                                connection, locked, new Change<>(after, EntitlementEvent.LAPSED.told(after), null));
                    })
                    .replaceWith(true);
        });
    }

    /**
     * Gives the money of one that this unit of work has locked back to its budget, behind all other locks.
     *
     * @param earliest the ledger takes it back no earlier
     * @return when that was
     */
    Uni<Instant> giveBack(SqlConnection connection, SettlementEntitlement locked, Instant earliest) {
        return budgets.move(connection, List.of(BudgetMove.giveBack(locked.budgetId(), locked.amountFen())), earliest)
                .map(moved -> moved.get(locked.budgetId()).movedAt())
                .call(at -> ledger.post(
                        connection,
                        List.of(Transfer.of(
                                locked.programmeId(),
                                TransferCause.ENTITLEMENT_LAPSE,
                                locked.payable(),
                                LedgerAccount.budgetAvailable(locked.budgetId()),
                                locked.amountFen(),
                                locked.id(),
                                at))));
    }
}
