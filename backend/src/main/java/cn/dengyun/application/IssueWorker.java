package cn.dengyun.application;

import cn.dengyun.application.ApplicationHolds.Hold;
import cn.dengyun.application.domain.NoticeIssue;
import cn.dengyun.application.domain.PublicNotice;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.NoticeStore;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.job.JobHandler;
import cn.dengyun.platform.job.JobLease;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.policy.Applicants;
import cn.dengyun.policy.Applicants.Applicant;
import cn.dengyun.policy.domain.Evaluation;
import cn.dengyun.policy.domain.Judging;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.Programmes;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.voucher.NewVoucher;
import cn.dengyun.voucher.VoucherIssue;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Issues the vouchers of a public notice, a chunk at a time: applications, vouchers, money, counts and the job's
 * progress commit together, so after a crash it goes on without losing or doubling any.
 */
@ApplicationScoped
class IssueWorker implements JobHandler {

    static final String JOB = "notice-issue";

    private static final int AT_ONCE = 1_000;

    private final Pool pool;
    private final NoticeStore notices;
    private final ApplicationStore applications;
    private final ApplicationWriter writer;
    private final Programmes programmes;
    private final RuleVersions ruleVersions;
    private final Applicants applicants;
    private final VoucherIssue vouchers;
    private final Waitlist waitlist;
    private final Clock clock;

    IssueWorker(
            Pool pool,
            NoticeStore notices,
            ApplicationStore applications,
            ApplicationWriter writer,
            Programmes programmes,
            RuleVersions ruleVersions,
            Applicants applicants,
            VoucherIssue vouchers,
            Waitlist waitlist,
            Clock clock) {
        this.pool = pool;
        this.notices = notices;
        this.applications = applications;
        this.writer = writer;
        this.programmes = programmes;
        this.ruleVersions = ruleVersions;
        this.applicants = applicants;
        this.vouchers = vouchers;
        this.waitlist = waitlist;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return JOB;
    }

    @Override
    public void run(JobLease lease) {
        NoticeIssue issue =
                WorkerThread.await(notices.findIssue(pool, lease.job().id()));
        PublicNotice notice = WorkerThread.await(notices.find(pool, issue.noticeId()));
        Programme programme = WorkerThread.await(programmes.find(pool, notice.programmeId(), clock.instant()));
        while (!lease.shouldStop() && WorkerThread.await(chunk(lease, programme))) {
            // Each chunk is a unit of work of its own.
        }
    }

    /** @return whether there may be more */
    private Uni<Boolean> chunk(JobLease lease, Programme programme) {
        return pool.withTransaction(connection -> notices.findIssue(
                        connection, lease.job().id())
                .chain(issue -> applications
                        .lockNoticed(connection, issue.noticeId(), issue.afterId(), AT_ONCE)
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().item(false)
                                : issued(connection, lease, issue, programme, found)
                                        .replaceWith(found.size() == AT_ONCE))));
    }

    /** What is to be issued of one application; nothing when it cannot be now. */
    private record Grant(VoucherApplication application, RuleSet rules, long faceFen) {}

    private Uni<Void> issued(
            SqlConnection connection,
            JobLease lease,
            NoticeIssue issue,
            Programme programme,
            List<VoucherApplication> found) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<UUID> organizations = found.stream()
                .map(VoucherApplication::organizationId)
                .distinct()
                .toList();
        return applicants
                .of(connection, organizations)
                .chain(known ->
                        rules(connection, programme, found).map(rules -> grants(found, programme, known, rules)))
                .call(grants -> giveBack(connection, programme, grants, now))
                .chain(grants -> vouchers.issue(connection, programme.id(), wanted(grants, now))
                        .chain(made -> write(connection, lease, issue, found, grants, made, now)));
    }

    /** Before the issue, which locks budgets: enterprises and providers come before them, and those who wait too. */
    private Uni<Void> giveBack(SqlConnection connection, Programme programme, List<Grant> grants, Instant now) {
        List<Hold> differences = grants.stream()
                .filter(grant -> grant.faceFen() < grant.application().heldFen())
                .map(grant -> Hold.of(
                        grant.application(),
                        grant.faceFen() - grant.application().heldFen()))
                .toList();
        Set<UUID> budgets = differences.isEmpty()
                ? Set.of()
                : grants.stream().map(grant -> grant.application().budgetId()).collect(Collectors.toSet());
        return waitlist.giveBack(connection, programme.id(), differences, budgets, now);
    }

    private Uni<Void> write(
            SqlConnection connection,
            JobLease lease,
            NoticeIssue issue,
            List<VoucherApplication> found,
            List<Grant> grants,
            List<Voucher> made,
            Instant now) {
        long fen = made.stream().mapToLong(Voucher::faceFen).sum();
        int skipped = found.size() - grants.size();
        UUID last = found.get(found.size() - 1).id();
        List<UUID> ids = grants.stream().map(grant -> grant.application().id()).toList();
        return writer.issue(connection, ids, made.stream().map(Voucher::id).toList(), issue, now)
                .chain(() -> notices.advance(connection, issue, last, made.size(), fen, skipped))
                .chain(() -> lease.advance(connection, issue.issued() + (long) issue.skipped() + found.size()));
    }

    private static List<NewVoucher> wanted(List<Grant> grants, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ClockProducer.BUSINESS_ZONE);
        return grants.stream()
                .map(grant -> {
                    RuleSet rules = grant.rules();
                    LocalDate last = today.plusMonths(rules.validityMonths().value());
                    LocalDate latest = rules.validUntil().value();
                    return new NewVoucher(
                            grant.application().ruleVersion(),
                            grant.application().budgetId(),
                            grant.application().regionCode(),
                            grant.application().id(),
                            grant.application().organizationId(),
                            grant.application().providerId(),
                            grant.faceFen(),
                            rules.acceptDays() == null
                                    ? null
                                    : Voucher.endOf(
                                            today.plusDays(rules.acceptDays().value())),
                            Voucher.endOf(last.isBefore(latest) ? last : latest));
                })
                .toList();
    }

    private Uni<Map<Integer, RuleSet>> rules(
            SqlConnection connection, Programme programme, List<VoucherApplication> found) {
        Map<Integer, RuleSet> rules = new HashMap<>();
        return Multi.createFrom()
                .iterable(new TreeSet<>(
                        found.stream().map(VoucherApplication::ruleVersion).toList()))
                .onItem()
                .transformToUniAndConcatenate(version ->
                        ruleVersions.get(connection, programme.id(), version).invoke(each -> rules.put(version, each)))
                .collect()
                .last()
                .replaceWith(rules);
    }

    private static List<Grant> grants(
            List<VoucherApplication> found,
            Programme programme,
            Map<UUID, Applicant> applicants,
            Map<Integer, RuleSet> rules) {
        List<Grant> grants = new ArrayList<>(found.size());
        for (VoucherApplication application : found) {
            RuleSet ruleSet = rules.get(application.ruleVersion());
            Evaluation evaluation =
                    judged(application, programme, applicants.get(application.organizationId()), ruleSet);
            if (evaluation.mayBeApproved()) {
                long face = Math.min(application.heldFen(), evaluation.face().fen());
                grants.add(new Grant(application, ruleSet, face));
            }
        }
        return grants;
    }

    /** Once more by its version of the rules, with what is known of the enterprise now; it can only become less. */
    private static Evaluation judged(
            VoucherApplication application, Programme programme, Applicant applicant, RuleSet rules) {
        return Judging.by(programme.terms(application.ruleVersion(), rules))
                .quotaLeft(application.heldFen())
                .providerLeft(application.providerId() == null ? null : application.heldFen())
                .evaluate(
                        applicant.facts(application.checked(), 0),
                        application.request().toAsk().acceptingLess(),
                        application.submittedAt());
    }
}
