package cn.dengyun.voucher;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.Cause;
import cn.dengyun.ledger.domain.NumberedTransfer;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.platform.idempotency.Idempotency;
import cn.dengyun.platform.outbox.Fact;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.Voucher;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Looking at vouchers, accepting them, and what an authority may do to them. */
@ApplicationScoped
public class VoucherService {

    private final VoucherStore vouchers;
    private final ReservationStore reservations;
    private final BudgetReturn budgets;
    private final LedgerService ledger;
    private final VoucherNotes notes;
    private final Idempotency idempotency;
    private final Cursors cursors;
    private final Pool pool;
    private final Clock clock;

    VoucherService(
            VoucherStore vouchers,
            ReservationStore reservations,
            BudgetReturn budgets,
            LedgerService ledger,
            VoucherNotes notes,
            Idempotency idempotency,
            Cursors cursors,
            Pool pool,
            Clock clock) {
        this.vouchers = vouchers;
        this.reservations = reservations;
        this.budgets = budgets;
        this.ledger = ledger;
        this.notes = notes;
        this.idempotency = idempotency;
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

    /** Those that the actor may see, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<Voucher>> list(Actor actor, UUID programmeId, String cursor, int limit) {
        String query = "vouchers?" + programmeId;
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        Uni<List<Voucher>> rows = actor.roles().equals(Set.of(Roles.ENTERPRISE))
                ? vouchers.ownPage(actor.organizationId(), programmeId, before, limit + 1)
                : vouchers.page(VoucherSight.of(actor), programmeId, before, limit + 1);
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
     * Accepts a voucher, once per key. Rejects with {@code voucher-not-found} (404),
     * {@code voucher-transition-not-allowed} (409).
     */
    public Uni<Answer> accept(Actor actor, String key, UUID id, Function<Voucher, Answer> render) {
        return vouchers.find(id, VoucherSight.of(actor))
                .chain(found ->
                        change(actor, key, found, "accepted", null, (voucher, now) -> voucher.accept(now), render));
    }

    /** Stops a voucher and the clock of its validity. Rejects like {@link #accept}. */
    public Uni<Answer> freeze(Actor actor, String key, UUID id, String reason, Function<Voucher, Answer> render) {
        return vouchers.find(id, VoucherSight.of(actor))
                .chain(found -> change(
                        actor, key, found, "frozen", reason, (voucher, now) -> voucher.freeze(reason, now), render));
    }

    /** Lets it be used again; the time that it was frozen is added to its validity. Rejects like {@link #accept}. */
    public Uni<Answer> unfreeze(Actor actor, String key, UUID id, String reason, Function<Voucher, Answer> render) {
        return vouchers.find(id, VoucherSight.of(actor))
                .chain(found ->
                        change(actor, key, found, "unfrozen", reason, (voucher, now) -> voucher.unfreeze(now), render));
    }

    private Uni<Answer> change(
            Actor actor,
            String key,
            Voucher found,
            String event,
            String reason,
            BiFunction<Voucher, Instant, Voucher> move,
            Function<Voucher, Answer> render) {
        return idempotency.once(
                actor,
                key,
                List.of("voucher." + event, found.id(), reason == null ? "" : reason),
                connection -> vouchers.lock(connection, found.id()).chain(before -> {
                    Instant now = now();
                    Voucher after = move.apply(before, now);
                    return Uni.join()
                            .all(
                                    vouchers.save(connection, after),
                                    notes.tell(connection, List.of(notes.fact(event, after, now))),
                                    notes.write(connection, notes.note(event, before, after, reason, now)))
                            .andFailFast()
                            .replaceWith(() -> render.apply(after));
                }));
    }

    /**
     * Takes a voucher back, once per key: what is free and what is held goes to the budget, and its holds end with it.
     * What was captured stays owed.
     *
     * <p>Rejects like {@link #accept}.
     */
    public Uni<Answer> revoke(Actor actor, String key, UUID id, String reason, Function<Voucher, Answer> render) {
        return vouchers.find(id, VoucherSight.of(actor))
                .chain(() -> idempotency.once(
                        actor,
                        key,
                        List.of("voucher.revoked", id, reason),
                        connection -> Uni.combine()
                                .all()
                                .unis(
                                        vouchers.lock(connection, id),
                                        reservations.held(connection, id),
                                        reservations.partners(connection, id))
                                .asTuple()
                                .chain(found -> revoke(
                                        connection, found.getItem1(), found.getItem2(), found.getItem3(), reason))
                                .map(render)));
    }

    private Uni<Voucher> revoke(
            SqlConnection connection,
            Voucher before,
            List<Reservation> holds,
            Map<UUID, UUID> partners,
            String reason) {
        Instant now = now();
        Voucher revoked = before.revoke(reason, now);
        long back = revoked.voidFen() - before.voidFen();
        return budgets.take(connection, revoked, back).chain(after -> {
            List<Transfer> transfers = new ArrayList<>();
            List<Reservation> ended = new ArrayList<>();
            List<Fact> facts = new ArrayList<>(List.of(notes.fact("revoked", after, now)));
            if (before.availableFen() > 0) {
                transfers.add(VoucherTransfers.end(after, Cause.REVOCATION, before.availableFen()));
            }
            for (Reservation hold : holds) {
                Reservation released = hold.revoked(now);
                ended.add(released);
                transfers.add(VoucherTransfers.release(after, hold.id(), hold.amountFen(), true));
                facts.add(notes.fact("released", released, partners.get(hold.providerId()), now));
            }
            return Uni.join()
                    .all(
                            vouchers.save(connection, after),
                            reservations.end(connection, ended),
                            ledger.post(connection, transfers),
                            notes.tell(connection, facts),
                            notes.write(connection, notes.note("revoked", before, after, reason, now)))
                    .andFailFast()
                    .replaceWith(after);
        });
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
                    .chain(due -> expire(connection, due, now));
        });
    }

    private Uni<Integer> expire(SqlConnection connection, List<Voucher> due, Instant now) {
        if (due.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        List<Voucher> expired = due.stream().map(voucher -> voucher.expire(now)).toList();
        return budgets.takeAll(connection, due, expired).chain(after -> {
            List<Transfer> transfers = new ArrayList<>();
            List<Fact> facts = new ArrayList<>();
            List<Uni<?>> written = new ArrayList<>();
            for (int i = 0; i < after.size(); i++) {
                if (due.get(i).availableFen() > 0) {
                    transfers.add(VoucherTransfers.end(
                            after.get(i), Cause.EXPIRY, due.get(i).availableFen()));
                }
                facts.add(notes.fact("expired", after.get(i), now));
                written.add(notes.write(connection, notes.note("expired", due.get(i), after.get(i), null, now)));
            }
            written.add(vouchers.saveAll(connection, after));
            written.add(ledger.post(connection, transfers));
            written.add(notes.tell(connection, facts));
            return Uni.join().all(written.toArray(Uni[]::new)).andFailFast().replaceWith(after.size());
        });
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
                List<Fact> facts = soon.stream()
                        .map(voucher -> notes.expiring(voucher, voucher.daysLeftAt(now), now))
                        .toList();
                return vouchers.reminded(connection, soon, now)
                        .chain(() -> notes.tell(connection, facts))
                        .replaceWith(soon.size());
            });
        });
    }
}
