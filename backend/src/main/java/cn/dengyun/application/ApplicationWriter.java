package cn.dengyun.application;

import cn.dengyun.application.domain.NoticeIssue;
import cn.dengyun.application.domain.PublicNotice;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.HistoryStore;
import cn.dengyun.shared.Oversight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Writes applications, and nobody else does: rows, steps, decisions, facts and audit entries in the caller's unit of
 * work, in as many statements for one as for many. What an application holds is changed by {@link Waitlist} and
 * {@link ApplicationHolds}.
 */
@ApplicationScoped
class ApplicationWriter {

    private final ApplicationStore applications;
    private final HistoryStore history;
    private final ApplicationNotes notes;

    ApplicationWriter(ApplicationStore applications, HistoryStore history, ApplicationNotes notes) {
        this.applications = applications;
        this.history = history;
        this.notes = notes;
    }

    Uni<Void> insert(SqlConnection connection, VoucherApplication draft, Instant now) {
        return applications.insert(connection, draft).chain(() -> notes.drafted(connection, draft, now));
    }

    /** Carries out a change of an application that is locked; the application afterwards. */
    Uni<VoucherApplication> carryOut(SqlConnection connection, ApplicationTransition transition, Instant now) {
        return carryOut(connection, List.of(transition), now).replaceWith(transition.after());
    }

    /** The same of many. */
    Uni<Void> carryOut(SqlConnection connection, List<ApplicationTransition> transitions, Instant now) {
        if (transitions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.join()
                .all(
                        applications.update(
                                connection,
                                transitions.stream()
                                        .map(ApplicationTransition::after)
                                        .toList()),
                        history.addSteps(
                                connection,
                                transitions.stream()
                                        .flatMap(each -> each.steps().stream())
                                        .toList()),
                        history.addDecisions(
                                connection,
                                transitions.stream()
                                        .flatMap(each -> each.decisions().stream())
                                        .toList()),
                        notes.write(connection, transitions, now))
                .andFailFast()
                .replaceWithVoid();
    }

    /**
     * Puts approved applications of a programme and a region into a notice; the notice is what everybody is told.
     *
     * @param most how many at once
     * @param authorityRegion of whoever publishes
     */
    Uni<ApplicationStore.Collected> publish(
            SqlConnection connection, PublicNotice notice, int most, String authorityRegion) {
        return applications.publish(connection, notice, Oversight.of(notice.regionCode()), most, authorityRegion);
    }

    /** Turns applications of a notice, which are locked, into vouchers; each voucher is told of by itself. */
    Uni<Void> issue(
            SqlConnection connection,
            List<UUID> applicationIds,
            List<UUID> voucherIds,
            NoticeIssue issue,
            Instant now) {
        return applications.issue(connection, applicationIds, voucherIds, issue, now);
    }
}
