package cn.dengyun.settlement.claim;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.settlement.claim.domain.ClaimMove;
import cn.dengyun.settlement.claim.domain.ClaimSource;
import cn.dengyun.settlement.claim.domain.ClaimWindow;
import cn.dengyun.settlement.claim.domain.ClaimWindow.Cause;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.claim.store.WindowRows;
import cn.dengyun.settlement.claim.store.WindowRows.OpenWindow;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.OrderChange;
import cn.dengyun.trade.order.OrderEffect;
import cn.dengyun.trade.order.OrderFacts;
import cn.dengyun.voucher.CaptureEffect;
import cn.dengyun.voucher.ClaimDays;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Until when captures may be claimed: as long as the rules say by which their voucher was issued. The clock stands
 * still while one of both sides is frozen, while an authority decides about the order, and while a claim lives.
 */
@ApplicationScoped
class ClaimWindows implements CaptureEffect, OrderEffect, ClaimEffect, ClaimDays {

    private final WindowRows rows;
    private final RuleVersions rules;
    private final CertifiedStandings standings;

    ClaimWindows(WindowRows rows, RuleVersions rules, CertifiedStandings standings) {
        this.rows = rows;
        this.rules = rules;
        this.standings = standings;
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

    @Override
    public Uni<Map<UUID, ClaimDay>> of(Collection<UUID> redemptionIds) {
        return rows.open(redemptionIds).map(ClaimWindows::days);
    }

    @Override
    public Uni<Map<UUID, ClaimDay>> of(SqlConnection connection, Collection<UUID> redemptionIds) {
        return rows.open(connection, redemptionIds).map(ClaimWindows::days);
    }

    private static Map<UUID, ClaimDay> days(List<OpenWindow> open) {
        return open.stream()
                .collect(Collectors.toMap(
                        OpenWindow::redemptionId,
                        each -> new ClaimDay(ClaimWindow.lastDayBefore(each.untilAt()), each.pausedAt())));
    }

    /** Holds those of captures that are refunded together, as a freeze holds them: by id, behind their claims. */
    Uni<Void> lock(SqlConnection connection, Collection<UUID> redemptionIds) {
        return rows.lock(connection, redemptionIds);
    }

    /** Captures are paid: nothing that happens to their sides matters to them. */
    Uni<Void> paid(SqlConnection connection, Collection<UUID> redemptionIds) {
        return rows.pay(connection, redemptionIds);
    }

    /** The bank could not pay captures, or what it paid came back: whoever is frozen by now keeps them. */
    Uni<Void> notPaid(SqlConnection connection, Collection<UUID> redemptionIds, Instant now) {
        return rows.comeBack(connection, redemptionIds)
                .chain(sides -> sides.isEmpty()
                        ? Uni.createFrom().item(Map.<UUID, CertifiedStanding>of())
                        : standings.of(connection, sides))
                .chain(found -> InTurn.each(
                        found.values().stream()
                                .filter(CertifiedStanding::isFrozen)
                                .toList(),
                        frozen -> follow(connection, frozen, now)));
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
