package cn.dengyun.settlement.claim;

import cn.dengyun.settlement.claim.domain.ClaimMove;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.claim.store.ClaimRows;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.RedemptionEffect;
import cn.dengyun.voucher.domain.Redemption;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is refunded of a capture is claimed no more. What the bank was told to pay is not refunded before it has
 * answered, nor while it contradicts itself about having paid, and what was paid is not refunded at all:
 * {@code refund-in-payment} and {@code refund-after-payment} (409).
 */
@ApplicationScoped
public class ClaimRefunds implements RedemptionEffect {

    private final ClaimMoves moves;
    private final ClaimRows rows;
    private final ClaimWindows windows;

    ClaimRefunds(ClaimMoves moves, ClaimRows rows, ClaimWindows windows) {
        this.moves = moves;
        this.rows = rows;
        this.windows = windows;
    }

    @Override
    public Uni<Set<UUID>> hold(SqlConnection connection, Collection<UUID> redemptionIds) {
        return rows.lockOfCaptures(connection, redemptionIds)
                .call(() -> windows.lock(connection, redemptionIds))
                .chain(claims -> rows.contradicted(connection, redemptionIds).map(contradicted -> {
                    Set<UUID> refused = new HashSet<>(contradicted);
                    claims.stream()
                            .filter(claim -> isWithTheBank(claim.status()))
                            .forEach(claim -> refused.add(claim.about().redemptionId()));
                    return refused;
                }));
    }

    private static boolean isWithTheBank(ClaimStatus status) {
        return status == ClaimStatus.INSTRUCTED || status == ClaimStatus.PAID;
    }

    @Override
    public Uni<Way> refunding(SqlConnection connection, Redemption redemption, long fen, Instant now) {
        List<UUID> capture = List.of(redemption.id());
        long left = redemption.refundableFen() - fen;
        return way(connection, capture, left, now).call(() -> windows.lower(connection, redemption.id(), left));
    }

    private Uni<Way> way(SqlConnection connection, List<UUID> capture, long left, Instant now) {
        return rows.lockOfCaptures(connection, capture)
                .chain(claims -> rows.contradicted(connection, capture).chain(contradicted -> {
                    if (!contradicted.isEmpty()) {
                        throw Rejection.conflict(
                                "refund-in-payment",
                                claims.get(claims.size() - 1).number());
                    }
                    Optional<SettlementClaim> living = claims.stream()
                            .filter(claim -> !claim.status().isGivenUp())
                            .findFirst();
                    return living.isEmpty()
                            ? Uni.createFrom().item(new Way(Way.Kind.PAYABLE, now))
                            : lowered(connection, living.get(), left)
                                    .map(lowered -> new Way(Way.Kind.PAYABLE, behind(living.get(), now)));
                }));
    }

    /** What came back from the bank stays before what is taken back of it, whichever node's clock is ahead. */
    private static Instant behind(SettlementClaim claim, Instant now) {
        Instant next = claim.updatedAt().plus(1, ChronoUnit.MICROS);
        return claim.payment() == null || next.isBefore(now) ? now : next;
    }

    private Uni<SettlementClaim> lowered(SqlConnection connection, SettlementClaim claim, long left) {
        if (claim.status() == ClaimStatus.INSTRUCTED) {
            throw Rejection.conflict("refund-in-payment", claim.number());
        }
        if (claim.status() == ClaimStatus.PAID) {
            throw Rejection.conflict("refund-after-payment", claim.number());
        }
        SettlementClaim after = claim.lowered(left, moves.now());
        return moves.carryOut(
                connection, null, claim, after, left == 0 ? ClaimMove.CANCEL : ClaimMove.LOWER, List.of());
    }

    /**
     * What becomes of what an entitlement is owed.
     *
     * @param isPaid whether it was paid; else its claim, if it has one, has ended
     * @param notBefore the ledger takes it back no earlier
     */
    public record TakenBack(boolean isPaid, Instant notBefore) {}

    /** Holds all claims that there ever were of an entitlement, by their ids; before the entitlement. */
    public Uni<List<UUID>> lock(SqlConnection connection, UUID entitlementId) {
        return rows.lockOfCaptures(connection, List.of(entitlementId))
                .map(found -> found.stream().map(SettlementClaim::id).toList());
    }

    /**
     * Ends the claim of an entitlement that is taken back. Rejects with {@code refund-in-payment} (409) while nobody
     * knows whether it was paid.
     */
    public Uni<TakenBack> takeBack(SqlConnection connection, UUID entitlementId, Instant now) {
        return rows.lockOfCaptures(connection, List.of(entitlementId)).chain(claims -> {
            boolean isPaid = claims.stream().anyMatch(claim -> claim.status() == ClaimStatus.PAID);
            return isPaid
                    ? Uni.createFrom().item(new TakenBack(true, now))
                    : way(connection, List.of(entitlementId), 0, now).map(way -> new TakenBack(false, way.notBefore()));
        });
    }
}
