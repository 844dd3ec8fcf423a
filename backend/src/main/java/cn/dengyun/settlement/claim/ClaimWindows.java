package cn.dengyun.settlement.claim;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.settlement.claim.domain.ClaimMove;
import cn.dengyun.settlement.claim.domain.ClaimSource;
import cn.dengyun.settlement.claim.domain.ClaimWindow;
import cn.dengyun.settlement.claim.domain.ClaimWindow.Cause;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.claim.store.WindowRows;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.OrderChange;
import cn.dengyun.trade.order.OrderEffect;
import cn.dengyun.trade.order.OrderFacts;
import cn.dengyun.voucher.CaptureEffect;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * Until when captures may be claimed: as long as the rules say by which their voucher was issued. The clock stands
 * still while one of both sides is frozen, while an authority decides about the order, and while a claim lives.
 */
@ApplicationScoped
class ClaimWindows implements CaptureEffect, OrderEffect, ClaimEffect {

    private final WindowRows rows;
    private final RuleVersions rules;

    ClaimWindows(WindowRows rows, RuleVersions rules) {
        this.rows = rows;
        this.rules = rules;
    }

    @Override
    public Uni<Void> captured(SqlConnection connection, Captured what) {
        Voucher voucher = what.voucher();
        return rules.get(connection, voucher.programmeId(), voucher.ruleVersion())
                .map(issuedBy -> window(what, issuedBy.daysToClaim()))
                .chain(window -> rows.insert(connection, window));
    }

    private static ClaimWindow window(Captured what, int days) {
        Redemption redemption = what.redemption();
        return new ClaimWindow(
                redemption.id(),
                what.voucher().programmeId(),
                redemption.organizationId(),
                redemption.providerId(),
                what.providerOrganizationId(),
                what.hold().orderId(),
                what.voucher().regionCode(),
                what.voucher().id(),
                what.voucher().code(),
                redemption.payee(),
                redemption.refundableFen(),
                ClaimWindow.endOf(redemption.capturedAt(), days),
                null,
                null);
    }

    /** Rejects with {@code claim-too-late} (409; the last day). */
    Uni<Void> requireOpen(SqlConnection connection, UUID redemptionId, Instant now) {
        return rows.find(connection, redemptionId)
                .invoke(found -> found.filter(window -> window.isOverAt(now)).ifPresent(over -> {
                    throw Rejection.conflict("claim-too-late", over.lastDay().toString());
                }))
                .replaceWithVoid();
    }

    /** A capture is claimed now. */
    Uni<Void> claimed(SqlConnection connection, UUID redemptionId, Instant now) {
        return rows.pause(connection, Cause.CLAIM, redemptionId, now);
    }

    /** A part of a capture is refunded, or all of it. */
    Uni<Void> lower(SqlConnection connection, UUID redemptionId, long leftFen) {
        return rows.lower(connection, redemptionId, leftFen);
    }

    @Override
    public Uni<Void> moved(SqlConnection connection, SettlementClaim before, SettlementClaim after, ClaimMove move) {
        return after.status().isGivenUp() && after.about().source() == ClaimSource.CAPTURE
                ? rows.resume(connection, Cause.CLAIM, after.about().redemptionId(), after.updatedAt())
                : Uni.createFrom().voidItem();
    }

    /** A side is frozen, or is not any more; behind its claims, as everybody locks them. */
    Uni<Void> follow(SqlConnection connection, CertifiedStanding standing, Instant now) {
        UUID id = standing.organizationId();
        return standing.isFrozen()
                ? rows.pause(connection, Cause.ENTERPRISE, id, now)
                        .chain(() -> rows.pause(connection, Cause.PROVIDER, id, now))
                : rows.resume(connection, Cause.ENTERPRISE, id, now)
                        .chain(() -> rows.resume(connection, Cause.PROVIDER, id, now));
    }

    @Override
    public Uni<Void> changed(SqlConnection connection, OrderFacts order, OrderChange what, Instant now) {
        return switch (what) {
            case DISPUTED -> rows.pause(connection, Cause.DISPUTE, order.id(), now);
            case DISPUTE_SETTLED, ENDED -> rows.resume(connection, Cause.DISPUTE, order.id(), now);
            default -> Uni.createFrom().voidItem();
        };
    }
}
