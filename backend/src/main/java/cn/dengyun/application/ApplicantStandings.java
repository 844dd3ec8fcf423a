package cn.dengyun.application;

import cn.dengyun.application.ApplicationHolds.Hold;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.ApplicationStore.Standing;
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

    /** A request is up to a quarter of a megabyte. */
    private static final int PAGE = 50;

    private final ApplicationStore applications;
    private final ApplicationWriter writer;
    private final Waitlist waitlist;

    ApplicantStandings(ApplicationStore applications, ApplicationWriter writer, Waitlist waitlist) {
        this.applications = applications;
        this.writer = writer;
        this.waitlist = waitlist;
    }

    /** What one application gave back, and at whose wait-list that is to be looked. */
    private record Changed(UUID programmeId, UUID budgetId, List<Hold> holds) {

        static Changed by(ApplicationTransition change) {
            return new Changed(change.after().programmeId(), change.after().budgetId(), change.holds());
        }
    }

    /** However many there are, no more of them than a page are at hand at once. */
    @Override
    public Uni<Void> follow(SqlConnection connection, CertifiedStanding standing, Instant now) {
        boolean mayHold = standing.mayHoldMoney();
        return applications
                .lockOf(connection, standing.organizationId())
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .filter(each -> mayHold ? each.awaitsCertification() : isToBeSetAside(each))
                        .map(Standing::id)
                        .group()
                        .intoLists()
                        .of(PAGE)
                        .onItem()
                        .transformToUniAndConcatenate(page -> change(connection, page, mayHold, now))
                        .collect()
                        .in(ArrayList<Changed>::new, List::addAll))
                .chain(changed -> serve(connection, changed, now));
    }

    private static boolean isToBeSetAside(Standing found) {
        return found.status().isHolding()
                || found.status() == ApplicationStatus.WAITLISTED && !found.awaitsCertification();
    }

    private Uni<List<Changed>> change(SqlConnection connection, List<UUID> page, boolean mayHold, Instant now) {
        return applications.lock(connection, page).chain(found -> {
            List<ApplicationTransition> changes = found.values().stream()
                    .map(each -> mayHold ? letIn(each, now) : ApplicationTransition.setAside(each, now))
                    .toList();
            return writer.carryOut(connection, changes, now)
                    .replaceWith(changes.stream().map(Changed::by).toList());
        });
    }

    private static ApplicationTransition letIn(VoucherApplication waiting, Instant now) {
        return ApplicationTransition.at(
                ApplicationEvent.WAITLISTED,
                waiting,
                waiting.change().awaitsCertification(false).at(now),
                null);
    }

    /** Programmes in one order, for whoever locks the limits of several. */
    private Uni<Void> serve(SqlConnection connection, List<Changed> changed, Instant now) {
        SortedMap<UUID, List<Changed>> programmes = changed.stream()
                .collect(Collectors.groupingBy(Changed::programmeId, TreeMap::new, Collectors.toList()));
        return Multi.createFrom()
                .iterable(programmes.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> {
                    List<Hold> released = new ArrayList<>();
                    entry.getValue().forEach(each -> released.addAll(each.holds()));
                    List<UUID> budgets = entry.getValue().stream()
                            .map(Changed::budgetId)
                            .distinct()
                            .toList();
                    return waitlist.giveBack(connection, entry.getKey(), released, budgets, now);
                })
                .collect()
                .last()
                .replaceWithVoid();
    }
}
