package cn.dengyun.application;

import cn.dengyun.application.ApplicationHolds.Hold;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.StandingEffect;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Sees that money is held for nobody but certified enterprises. Whoever loses its certification or is frozen gives back
 * what its applications hold, which wait with their places; whoever gets it is let in where it stands in the line.
 */
@ApplicationScoped
class ApplicantStandings implements StandingEffect {

    private final ApplicationStore applications;
    private final ApplicationWriter writer;
    private final Waitlist waitlist;

    ApplicantStandings(ApplicationStore applications, ApplicationWriter writer, Waitlist waitlist) {
        this.applications = applications;
        this.writer = writer;
        this.waitlist = waitlist;
    }

    @Override
    public Uni<Void> follow(SqlConnection connection, CertifiedStanding standing, Instant now) {
        return applications.lockOf(connection, standing.organizationId()).chain(found -> {
            List<ApplicationTransition> changes = standing.mayHoldMoney() ? letIn(found, now) : setAside(found, now);
            return writer.carryOut(connection, changes, now).chain(() -> serve(connection, changes, now));
        });
    }

    private static List<ApplicationTransition> setAside(List<VoucherApplication> found, Instant now) {
        return found.stream()
                .filter(each -> each.status().isHolding()
                        || each.status() == ApplicationStatus.WAITLISTED && !each.awaitsCertification())
                .map(each -> ApplicationTransition.setAside(each, now))
                .toList();
    }

    private static List<ApplicationTransition> letIn(List<VoucherApplication> found, Instant now) {
        return found.stream()
                .filter(VoucherApplication::awaitsCertification)
                .map(each -> ApplicationTransition.at(
                        ApplicationEvent.WAITLISTED,
                        each,
                        each.change().awaitsCertification(false).at(now),
                        null))
                .toList();
    }

    /** Programmes in one order, for whoever locks the limits of several. */
    private Uni<Void> serve(SqlConnection connection, List<ApplicationTransition> changes, Instant now) {
        SortedMap<UUID, List<ApplicationTransition>> programmes = changes.stream()
                .collect(Collectors.groupingBy(each -> each.after().programmeId(), TreeMap::new, Collectors.toList()));
        return Multi.createFrom()
                .iterable(programmes.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> {
                    List<Hold> released = new ArrayList<>();
                    entry.getValue().forEach(each -> released.addAll(each.holds()));
                    List<UUID> budgets = entry.getValue().stream()
                            .map(each -> each.after().budgetId())
                            .distinct()
                            .toList();
                    return waitlist.giveBack(connection, entry.getKey(), released, budgets, now);
                })
                .collect()
                .last()
                .replaceWithVoid();
    }
}
