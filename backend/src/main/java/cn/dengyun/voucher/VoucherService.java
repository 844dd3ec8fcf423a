package cn.dengyun.voucher;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.NumberedTransfer;
import cn.dengyun.ledger.domain.TransferCause;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.domain.VoucherFilter;
import cn.dengyun.voucher.domain.VoucherSight;
import cn.dengyun.voucher.store.ReservationStore;
import cn.dengyun.voucher.store.VoucherStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;

/** Looking at vouchers, accepting them, and what an authority may do to them. */
@ApplicationScoped
public class VoucherService {

    private final VoucherStore vouchers;
    private final ReservationStore reservations;
    private final RuleVersions rules;
    private final VoucherWriter writer;
    private final RevokedCaptures captured;
    private final LedgerService ledger;
    private final VoucherNotes notes;
    private final Cursors cursors;
    private final Pool pool;
    private final Clock clock;

    VoucherService(
            VoucherStore vouchers,
            ReservationStore reservations,
            RuleVersions rules,
            VoucherWriter writer,
            RevokedCaptures captured,
            LedgerService ledger,
            VoucherNotes notes,
            Cursors cursors,
            Pool pool,
            Clock clock) {
        this.vouchers = vouchers;
        this.reservations = reservations;
        this.rules = rules;
        this.writer = writer;
        this.captured = captured;
        this.ledger = ledger;
        this.notes = notes;
        this.cursors = cursors;
        this.pool = pool;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Rejects with {@code voucher-not-found} (404), also for those whom it does not concern. */
    public Uni<Voucher> find(Actor actor, UUID id) {
        return vouchers.find(id, VoucherSight.of(actor)).invoke(found -> {
            if (!actor.actsFor(found.organizationId())) {
                notes.read(VoucherNotes.VOUCHERS + id, found.organizationId());
            }
        });
    }

    /**
     * Those that the actor may see and that are wanted as they stand at a moment, newest first. Rejects with
     * {@code cursor-invalid}.
     */
    public Uni<Page<Voucher>> list(Actor actor, VoucherFilter filter, Instant now, String cursor, int limit) {
        String query = "vouchers?" + filter;
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        Uni<List<Voucher>> rows = actor.roles().equals(Set.of(Roles.ENTERPRISE))
                ? vouchers.ownPage(actor.organizationId(), filter, now, before, limit + 1)
                : vouchers.page(VoucherSight.of(actor), filter, now, before, limit + 1);
        return rows.map(found -> cursors.pageById(query, found, limit, Voucher::id));
    }

    /**
     * What the ledger says of a voucher, oldest first. Rejects with {@code voucher-not-found} (404),
     * {@code cursor-invalid}.
     */
    public Uni<Page<NumberedTransfer>> entries(Actor actor, UUID id, String cursor, int limit) {
        return find(actor, id).chain(() -> ledger.transfersOfVoucher(id, cursor, limit));
    }

    /**
     * Accepts a voucher. Rejects with {@code voucher-not-found} (404), {@code voucher-transition-not-allowed} (409).
     */
    public Effect<Voucher> accept(Actor actor, UUID id) {
        return change(VoucherSight.of(actor), id, VoucherEvent.ACCEPTED, null, Voucher::accept);
    }

    /** Stops a voucher and the clock of its validity. Rejects like {@link #accept}. */
    public Effect<Voucher> freeze(Actor actor, UUID id, String reason) {
        return change(
                VoucherSight.overseen(actor),
                id,
                VoucherEvent.FROZEN,
                reason,
                (voucher, now) -> voucher.freeze(reason, now));
    }

    /**
     * Lets it be used again; the time that it was frozen is added to its validity, as far as its rules allow. Rejects
     * like {@link #accept}, and with {@code voucher-revocation-open} (409).
     */
    public Effect<Voucher> unfreeze(Actor actor, UUID id, String reason) {
        return goOn(actor, id, VoucherEvent.UNFROZEN, reason, Voucher::unfreeze);
    }

    /**
     * Stops it until another person decides whether it is taken back. Rejects like {@link #accept}, and with
     * {@code voucher-revocation-open} (409).
     */
    public Effect<Voucher> proposeRevocation(Actor actor, UUID id, String reason) {
        return proposeRevocation(actor, id, reason, false);
    }

    /**
     * The same. Rejects likewise.
     *
     * @param takesCaptured whether what was captured is taken back too, or asked back where it was paid
     */
    public Effect<Voucher> proposeRevocation(Actor actor, UUID id, String reason, boolean takesCaptured) {
        return change(
                VoucherSight.overseen(actor),
                id,
                VoucherEvent.REVOCATION_PROPOSED,
                reason,
                (voucher, now) -> voucher.proposeRevocation(actor.id(), reason, takesCaptured, now));
    }

    /**
     * Leaves it to its enterprise; whoever proposed to take it back may think better of it. Rejects like
     * {@link #accept}.
     */
    public Effect<Voucher> rejectRevocation(Actor actor, UUID id, String reason) {
        return goOn(actor, id, VoucherEvent.REVOCATION_REJECTED, reason, Voucher::rejectRevocation);
    }

    /** A move that ends a freeze. */
    private interface Onwards {

        /** @param latest the end of the last day on which a voucher of its programme may be used */
        Voucher apply(Voucher voucher, Instant latest, Instant now);
    }

    private Effect<Voucher> goOn(Actor actor, UUID id, VoucherEvent event, String reason, Onwards move) {
        return Effect.of(
                () -> vouchers.find(id, VoucherSight.overseen(actor))
                        .chain(found -> rules.get(pool, found.programmeId(), found.ruleVersion())),
                (connection, set) -> {
                    Instant latest = Voucher.endOf(set.validUntil().value());
                    return change(connection, id, event, reason, (voucher, now) -> move.apply(voucher, latest, now));
                });
    }

    private Effect<Voucher> change(
            VoucherSight sight,
            UUID id,
            VoucherEvent event,
            String reason,
            BiFunction<Voucher, Instant, Voucher> move) {
        return Effect.of(
                () -> vouchers.find(id, sight), (connection, found) -> change(connection, id, event, reason, move));
    }

    private Uni<Voucher> change(
            SqlConnection connection,
            UUID id,
            VoucherEvent event,
            String reason,
            BiFunction<Voucher, Instant, Voucher> move) {
        return vouchers.lock(connection, id).chain(before -> {
            Instant now = now();
            return writer.carryOut(
                    connection,
                    VoucherStep.of(event, before, move.apply(before, now), now).because(reason));
        });
    }

    /**
     * Takes a voucher back as another person has proposed: what is free and what is held goes to the budget, and its
     * holds end with it. What was captured stays owed, unless the proposal takes it back too: then what is not paid
     * goes to the budget as well, and what was paid is asked back from whoever got it.
     *
     * <p>Rejects like {@link #accept}, with {@code four-eyes-required} (403) whoever proposed it, and with
     * {@code refund-in-payment} (409) while nobody knows whether something that it takes back was paid.
     */
    public Effect<Voucher> approveRevocation(Actor actor, UUID id, String reason) {
        return Effect.of(
                () -> vouchers.find(id, VoucherSight.overseen(actor)),
                (connection, found) -> captured.hold(connection, found)
                        .chain(() -> Uni.combine()
                                .all()
                                .unis(
                                        vouchers.lock(connection, id),
                                        reservations.held(connection, id),
                                        reservations.partners(connection, id))
                                .asTuple())
                        .invoke(locked -> ChangedMeanwhile.unless(
                                RevokedCaptures.isWanted(locked.getItem1()) == RevokedCaptures.isWanted(found)))
                        .chain(locked -> writer.carryOut(
                                connection,
                                revocation(locked.getItem1(), actor, locked.getItem2(), locked.getItem3(), reason)))
                        .chain(revoked -> captured.takeBack(connection, actor, revoked, now())));
    }

    private VoucherStep revocation(
            Voucher before, Actor actor, List<Reservation> holds, Map<UUID, UUID> partners, String reason) {
        Instant now = now();
        Voucher revoked = before.approveRevocation(actor.id(), now);
        VoucherStep step = VoucherStep.of(VoucherEvent.REVOKED, before, revoked, now)
                .returning(revoked.voidFen() - before.voidFen())
                .because(reason)
                .telling(revoked.revokedReason());
        if (before.availableFen() > 0) {
            step.posting(after -> VoucherTransfers.end(after, TransferCause.REVOCATION, before.availableFen()));
        }
        for (Reservation hold : holds) {
            Reservation released = hold.revoked(now);
            step.ending(released)
                    .posting(after -> VoucherTransfers.release(after, hold.id(), hold.amountFen(), true))
                    .alsoTelling(notes.domainEvent(
                            ReservationEvent.RELEASED, released, partners.get(hold.providerId()), now));
        }
        return step;
    }

    /**
     * Carries the expiry of vouchers out that are over.
     *
     * @return how many; fewer than wanted when no more are due
     */
    Uni<Integer> expire(int most) {
        return pool.withTransaction(connection -> {
            Instant now = now();
            return Uni.combine()
                    .all()
                    .unis(vouchers.lockExpired(connection, now, most), vouchers.lockLapsed(connection, now, most))
                    .with((expired, lapsed) -> {
                        Map<UUID, Voucher> due = new TreeMap<>();
                        expired.forEach(voucher -> due.put(voucher.id(), voucher));
                        lapsed.forEach(voucher -> due.put(voucher.id(), voucher));
                        return List.copyOf(due.values());
                    })
                    .chain(due -> writer.carryOut(
                            connection,
                            due.stream().map(voucher -> expiry(voucher, now)).toList()))
                    .map(List::size);
        });
    }

    private static VoucherStep expiry(Voucher before, Instant now) {
        long free = before.availableFen();
        VoucherStep step = VoucherStep.of(VoucherEvent.EXPIRED, before, before.expire(now), now)
                .returning(free);
        return free > 0 ? step.posting(after -> VoucherTransfers.end(after, TransferCause.EXPIRY, free)) : step;
    }

    /** When the next voucher will expire, lapse or be told of; empty when none will. */
    Uni<Optional<Instant>> nextDue(Instant now) {
        return vouchers.nextDue(now);
    }

    /**
     * Tells holders of vouchers whose validity ends soon, 90, 30 and 7 days before, each once.
     *
     * @return how many were told; fewer than wanted when nobody else is to be told now
     */
    Uni<Integer> remind(int most) {
        return pool.withTransaction(connection -> {
            Instant now = now();
            return vouchers.lockEndingSoon(connection, now, most).chain(soon -> {
                List<DomainEvent> domainEvents = soon.stream()
                        .map(voucher -> notes.expiring(voucher, voucher.daysLeftAt(now), now))
                        .toList();
                return vouchers.reminded(connection, soon, now)
                        .chain(() -> notes.tell(connection, domainEvents))
                        .replaceWith(soon.size());
            });
        });
    }
}
