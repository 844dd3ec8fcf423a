package cn.dengyun.application;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.application.ApplicationForms.Facts;
import cn.dengyun.application.ApplicationForms.Line;
import cn.dengyun.application.ApplicationForms.NewApplication;
import cn.dengyun.application.ApplicationForms.NewDefect;
import cn.dengyun.application.ApplicationForms.NewReview;
import cn.dengyun.application.NoticeForms.NewNotice;
import cn.dengyun.application.domain.ApplicationFilter;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.ReviewDecision;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.policy.domain.ServiceLayer;
import cn.dengyun.programme.DemoProgramme;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Roles;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Lets enterprises of the demo apply, so that every stage has something to show. Every step has a key of its own, so
 * the next start goes on where this one stopped and does nothing twice.
 */
@ApplicationScoped
public class DemoApplications {

    private static final Logger LOG = Logger.getLogger(DemoApplications.class);
    private static final int AFTER_EVERYTHING = 3_000;
    private static final Actor PROVINCE = authority("340000");

    private static final List<Applicant> PUBLISHED = List.of(
            new Applicant(0x116, "340800"),
            new Applicant(0x115, "340700"),
            new Applicant(0x117, "341000"),
            new Applicant(0x112, "340400"));

    private static final ApplicationStore.Sight EVERYTHING =
            new ApplicationStore.Sight(true, null, null, null, Oversight.NONE);

    private final Pool pool;
    private final ApplicationStore store;
    private final ApplicationService applications;
    private final SubmissionService submissions;
    private final ReviewService reviews;
    private final NoticeService notices;

    /** An enterprise of the demo, by its number, and its city. */
    private record Applicant(long number, String region) {}

    DemoApplications(
            Pool pool,
            ApplicationStore store,
            ApplicationService applications,
            SubmissionService submissions,
            ReviewService reviews,
            NoticeService notices) {
        this.pool = pool;
        this.store = store;
        this.applications = applications;
        this.submissions = submissions;
        this.reviews = reviews;
        this.notices = notices;
    }

    void start(@Observes @Priority(AFTER_EVERYTHING) StartupEvent event, DengyunConfig config) {
        if (!config.demo()) {
            return;
        }
        try {
            WorkerThread.await(pool.withTransaction(this::makeOnce));
        } catch (RuntimeException e) {
            LOG.warn(
                    "The demo applications could not be made. The platform works without them; the next start tries"
                            + " again.",
                    e);
        }
    }

    /** All of them or none. */
    private Uni<Void> makeOnce(SqlConnection connection) {
        UUID applicant = DemoAccounts.id(0x111);
        ApplicationFilter ofApplicant =
                new ApplicationFilter(null, DemoProgramme.ID, applicant, null, false, false, null, null);
        return store.page(connection, EVERYTHING, ofApplicant, applications.now(), Ids.NEWEST, 1)
                .chain(found ->
                        found.isEmpty() ? make(connection) : Uni.createFrom().voidItem());
    }

    private Uni<Void> make(SqlConnection connection) {
        return drafted(connection, 0x103, 0x209, "云 ERP 年费", 500_000)
                .chain(() -> submitted(connection, 0x103, 0x209, "设备数据采集上云", 200_000))
                .chain(() -> reviewed(connection, 0x111, "生产管理云服务", 1_200_000, decision(ReviewDecision.TAKE_UP, "已受理")))
                .chain(() -> reviewed(connection, 0x114, "进销存云服务", 400_000, correction()))
                .chain(() -> reviewed(connection, 0x11A, "办公软件订阅", 150_000, refusal()))
                .chain(() -> reviewed(connection, 0x11F, "港口调度云平台", 900_000, decision(ReviewDecision.PASS, "材料齐全")))
                .chain(() -> publishFirst(connection, PUBLISHED));
    }

    /** The province looks at some again, by chance; the first that it lets pass is published. */
    private Uni<Void> publishFirst(SqlConnection connection, List<Applicant> applicants) {
        if (applicants.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Applicant first = applicants.get(0);
        return reviewed(connection, first.number(), "智能排产云服务", 800_000, decision(ReviewDecision.PASS, "材料齐全，符合条件"))
                .chain(found -> found.status() == ApplicationStatus.APPROVED
                        ? publish(connection, first.region())
                        : publishFirst(connection, applicants.subList(1, applicants.size())));
    }

    private Uni<Void> publish(SqlConnection connection, String region) {
        NewNotice notice = new NewNotice(DemoProgramme.ID, region, "云服务券拟发放名单公示（演示）", "审核完毕，予以公示");
        return in(connection, notices.publish(PROVINCE, notice)).replaceWithVoid();
    }

    private Uni<VoucherApplication> drafted(
            SqlConnection connection, long organization, long person, String service, long priceFen) {
        Line line = new Line(service, null, ServiceLayer.SAAS, null, priceFen, priceFen, null, null);
        NewApplication application = new NewApplication(DemoProgramme.ID, List.of(line), false, false);
        return in(connection, applications.draft(enterprise(organization, person), application));
    }

    private Uni<VoucherApplication> submitted(
            SqlConnection connection, long organization, long person, String service, long priceFen) {
        return drafted(connection, organization, person, service, priceFen)
                .chain(draft -> in(
                        connection,
                        submissions
                                .submit(enterprise(organization, person), draft.id())
                                .alone()));
    }

    private Uni<VoucherApplication> reviewed(
            SqlConnection connection, long enterprise, String service, long priceFen, NewReview review) {
        return submitted(connection, enterprise, enterprise, service, priceFen)
                .chain(submitted -> in(
                        connection,
                        reviews.review(authority(submitted.reviewer().value()), submitted.id(), review)));
    }

    /** Whose turn it is at the moment, by the one person that the demo has in the province. */
    private static Actor authority(String region) {
        return new Actor(
                DemoAccounts.id(0x201), false, DemoAccounts.id(0x105), Set.of(Roles.AUTHORITY), Set.of(), region);
    }

    private static Actor enterprise(long organization, long person) {
        return new Actor(
                DemoAccounts.id(person),
                false,
                DemoAccounts.id(organization),
                Set.of(Roles.ENTERPRISE),
                Set.of(),
                null,
                Actor.OWNER,
                null);
    }

    private static NewReview decision(ReviewDecision decision, String reason) {
        return new NewReview(
                decision, reason, null, null, null, null, new Facts(LocalDate.of(2012, 3, 1), null, List.of()), null);
    }

    private static NewReview correction() {
        return new NewReview(
                ReviewDecision.RETURN,
                "请补充合同",
                null,
                null,
                null,
                List.of(
                        new NewDefect("/lines/0/contractNumber", "CONTRACT_UNCLEAR", "请填写合同编号"),
                        new NewDefect("/lines/0/contractDate", "CONTRACT_UNCLEAR", "请填写签订日期")),
                null,
                null);
    }

    private static NewReview refusal() {
        return new NewReview(
                ReviewDecision.REJECT, "该服务不属于上云内容", "NOT_ELIGIBLE", "演示办法第七条第二款", "可在十个工作日内申诉", null, null, null);
    }
}
