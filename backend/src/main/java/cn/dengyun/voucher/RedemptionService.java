package cn.dengyun.voucher;

import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.RedemptionEffect.Way;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.RedemptionFilter;
import cn.dengyun.voucher.domain.Refund;
import cn.dengyun.voucher.domain.Refund.Destination;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.domain.VoucherSight;
import cn.dengyun.voucher.store.RedemptionStore;
import cn.dengyun.voucher.store.VoucherStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What was captured, and taking it back. */
@ApplicationScoped
public class RedemptionService {

    private final VoucherStore vouchers;
    private final RedemptionStore redemptions;
    private final ProviderService providers;
    private final RefundWays ways;
    private final VoucherWriter writer;
    private final VoucherNotes notes;
    private final Cursors cursors;
    private final Clock clock;

    RedemptionService(
            VoucherStore vouchers,
            RedemptionStore redemptions,
            ProviderService providers,
            RefundWays ways,
            VoucherWriter writer,
            VoucherNotes notes,
            Cursors cursors,
            Clock clock) {
        this.vouchers = vouchers;
        this.redemptions = redemptions;
        this.providers = providers;
        this.ways = ways;
        this.writer = writer;
        this.notes = notes;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** Rejects with {@code redemption-not-found} (404), also for those whom it does not concern. */
    public Uni<Redemption> find(Actor actor, UUID id) {
        return redemptions.find(id, VoucherSight.of(actor));
    }

    /** Those that the actor may see, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<Redemption>> list(Actor actor, RedemptionFilter filter, String cursor, int limit) {
        String query = "redemptions?" + filter;
        return redemptions
                .page(VoucherSight.of(actor), filter, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1)
                .map(found -> cursors.pageById(query, found, limit, Redemption::id));
    }

    /** Refunds of a redemption, newest first. Rejects with {@code redemption-not-found}, {@code cursor-invalid}. */
    public Uni<Page<Refund>> refunds(Actor actor, UUID redemptionId, String cursor, int limit) {
        String query = "refunds?" + redemptionId;
        return find(actor, redemptionId)
                .chain(() -> redemptions.refunds(redemptionId, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1))
                .map(found -> cursors.pageById(query, found, limit, Refund::id));
    }

    /**
     * Takes captured money back, however old the capture is: to the voucher, which can be used for it again, or to the
     * budget when the voucher is over. What was paid already is asked back, and voucher and capture stay.
     *
     * <p>Rejects with {@code redemption-not-found} (404; also for another provider's), {@code refund-exceeds-capture}
     * (409), and like {@link RedemptionEffect#refunding}.
     *
     * @param amountFen in fen; null: all that was not refunded yet
     */
    public Effect<Refund> refund(Actor actor, UUID redemptionId, Long amountFen, String reason) {
        return Effect.of(
                () -> refundable(actor, redemptionId),
                (connection, found) ->
                        refund(connection, actor, found.redemption(), amountFen, reason, found.provider()));
    }

    private record Refundable(Redemption redemption, Provider provider) {}

    private Uni<Refundable> refundable(Actor actor, UUID redemptionId) {
        return find(actor, redemptionId)
                .chain(found -> providers
                        .find(found.providerId())
                        .invoke(provider -> requireProviderSide(actor, provider))
                        .map(provider -> new Refundable(found, provider)));
    }

    private Uni<Refund> refund(
            SqlConnection connection, Actor actor, Redemption found, Long amountFen, String reason, Provider provider) {
        return Uni.combine()
                .all()
                .unis(vouchers.lock(connection, found.voucherId()), redemptions.get(connection, found.id()))
                .asTuple()
                .chain(locked -> {
                    Redemption redemption = locked.getItem2();
                    long amount = amountFen == null ? Math.max(1, redemption.refundableFen()) : amountFen;
                    redemption.refund(amount);
                    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    return ways.of(connection, redemption, amount, now)
                            .chain(way -> way.kind() == Way.Kind.RECOVER
                                    ? Uni.createFrom()
                                            .item(refund(actor, redemption, amount, Destination.RECOVERY, reason, now))
                                    : refund(
                                            connection,
                                            actor,
                                            locked.getItem1(),
                                            redemption,
                                            amount,
                                            reason,
                                            provider.organizationId(),
                                            way.notBefore()));
                });
    }

    private Uni<Refund> refund(
            SqlConnection connection,
            Actor actor,
            Voucher voucher,
            Redemption redemption,
            long amount,
            String reason,
            UUID organization,
            Instant now) {
        Redemption refunded = redemption.refund(amount);
        boolean toBudget = voucher.givesBackToBudgetAt(now);
        Refund refund =
                refund(actor, redemption, amount, toBudget ? Destination.BUDGET : Destination.VOUCHER, reason, now);
        VoucherStep step = VoucherStep.of(VoucherEvent.REFUNDED, voucher, voucher.refund(amount, now), now)
                .returning(toBudget ? amount : 0)
                .refunding(refunded, refund)
                .posting(after -> VoucherTransfers.refund(after, redemption, refund.id(), amount, toBudget))
                .alsoTelling(notes.refunded(refunded, refund.id(), amount, organization, now))
                .because(reason);
        return writer.carryOut(connection, step).replaceWith(refund);
    }

    private static Refund refund(
            Actor actor, Redemption redemption, long amount, Destination destination, String reason, Instant now) {
        return new Refund(
                Ids.next(),
                redemption.id(),
                redemption.voucherId(),
                amount,
                destination,
                reason,
                now,
                actor.id(),
                null);
    }

    private static void requireProviderSide(Actor actor, Provider provider) {
        if (!actor.actsFor(provider.organizationId())) {
            throw Rejection.notFound("redemption-not-found");
        }
    }
}
