package cn.dengyun.settlement.claim;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.StandingEffect;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.settlement.claim.domain.ClaimClock;
import cn.dengyun.settlement.claim.domain.ClaimStep;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.claim.store.ClaimRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * While one of both sides is frozen its claims stand still, and so does their clock, and that of what is to be claimed.
 * What was captured before stays claimed, also from a provider that is sanctioned meanwhile.
 */
@ApplicationScoped
class ClaimPauses implements StandingEffect {

    private final ClaimMoves moves;
    private final BatchedClaims claims;
    private final ClaimRows rows;
    private final CertifiedStandings standings;
    private final WorkingCalendar calendar;
    private final ClaimWindows windows;

    ClaimPauses(
            ClaimMoves moves,
            BatchedClaims claims,
            ClaimRows rows,
            CertifiedStandings standings,
            WorkingCalendar calendar,
            ClaimWindows windows) {
        this.moves = moves;
        this.claims = claims;
        this.rows = rows;
        this.standings = standings;
        this.calendar = calendar;
        this.windows = windows;
    }

    @Override
    public Uni<Void> follow(SqlConnection connection, CertifiedStanding standing, Instant now) {
        return rows.lockOfSide(connection, standing.organizationId())
                .chain(found -> standing.isFrozen() ? paused(connection, found) : resumed(connection, standing, found))
                .chain(() -> windows.follow(connection, standing, now));
    }

    private Uni<Void> paused(SqlConnection connection, List<SettlementClaim> found) {
        Instant now = moves.now();
        return claims.note(
                connection,
                found.stream()
                        .filter(claim -> claim.pausedAt() == null)
                        .map(claim -> claim.paused(now))
                        .toList(),
                ClaimEvent.PAUSED,
                ClaimStep.PAUSE);
    }

    /** But for those whose other side is frozen too. */
    private Uni<Void> resumed(SqlConnection connection, CertifiedStanding unfrozen, List<SettlementClaim> found) {
        Instant now = moves.now();
        List<SettlementClaim> waiting =
                found.stream().filter(claim -> claim.pausedAt() != null).toList();
        Set<UUID> others = waiting.stream()
                .map(claim -> other(claim, unfrozen))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return standings
                .of(connection, others)
                .chain(standing -> claims.note(
                        connection,
                        waiting.stream()
                                .filter(claim -> {
                                    UUID side = other(claim, unfrozen);
                                    CertifiedStanding other = side == null ? null : standing.get(side);
                                    return other == null || !other.isFrozen();
                                })
                                .map(claim -> claim.resumed(due(claim, now), now))
                                .toList(),
                        ClaimEvent.RESUMED,
                        ClaimStep.RESUME));
    }

    /** Null of an award, which has one side only. */
    private static UUID other(SettlementClaim claim, CertifiedStanding one) {
        return one.organizationId().equals(claim.organizationId())
                ? claim.about().providerOrganizationId()
                : claim.organizationId();
    }

    /** So many working days are left as there were; what was late already stays late. */
    private Instant due(SettlementClaim claim, Instant now) {
        if (!claim.dueAt().isAfter(claim.pausedAt())) {
            return claim.dueAt();
        }
        int left =
                ClaimClock.workingDays(claim.pausedAt(), claim.dueAt(), calendar.days(), ClockProducer.BUSINESS_ZONE);
        return calendar.after(now, Math.max(1, left));
    }
}
