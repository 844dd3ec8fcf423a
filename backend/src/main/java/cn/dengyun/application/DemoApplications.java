package cn.dengyun.application;

import cn.dengyun.application.ApplicationForms.Facts;
import cn.dengyun.application.ApplicationForms.Line;
import cn.dengyun.application.ApplicationForms.NewApplication;
import cn.dengyun.application.ApplicationForms.NewDefect;
import cn.dengyun.application.ApplicationForms.NewReview;
import cn.dengyun.application.NoticeForms.NewNotice;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.ReviewDecision;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.policy.domain.ServiceLayer;
import cn.dengyun.programme.DemoProgramme;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.quarkus.runtime.StartupEvent;
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
    private static final Actor PROVINCE = new Actor(
            DemoAccounts.id(0x201), false, DemoAccounts.id(0x105), Set.of(Roles.AUTHORITY), Set.of(), "340000");

    private static final List<Applicant> PUBLISHED = List.of(
            new Applicant(0x116, "340800"),
            new Applicant(0x115, "340700"),
            new Applicant(0x117, "341000"),
            new Applicant(0x112, "340400"));

    private final ApplicationService applications;
    private final SubmissionService submissions;
    private final ReviewService reviews;
    private final NoticeService notices;

    /** An enterprise of the demo, by its number, and its city. */
    private record Applicant(long number, String region) {}

    DemoApplications(
            ApplicationService applications,
            SubmissionService submissions,
            ReviewService reviews,
            NoticeService notices) {
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
            make();
        } catch (RuntimeException e) {
            LOG.warn(
                    "Some demo applications could not be made. The platform works without them; the next start goes on.",
                    e);
        }
    }

    private void make() {
        draft(0x103, 0x209, "draft", "云 ERP 年费", 500_000);
        submitted(0x103, 0x209, "submitted", "设备数据采集上云", 200_000);
        UUID takenUp = submitted(0x111, 0x111, "taken-up", "生产管理云服务", 1_200_000);
        review("taken-up", takenUp, decision(ReviewDecision.TAKE_UP, "已受理"));
        UUID returned = submitted(0x114, 0x114, "returned", "进销存云服务", 400_000);
        review("returned", returned, correction());
        UUID rejected = submitted(0x11A, 0x11A, "rejected", "办公软件订阅", 150_000);
        review("rejected", rejected, refusal());
        UUID atProvince = submitted(0x11F, 0x11F, "at-province", "港口调度云平台", 900_000);
        review("at-province", atProvince, decision(ReviewDecision.PASS, "材料齐全"));
        // The province looks at some again, by chance; the first that it lets pass is published.
        for (Applicant each : PUBLISHED) {
            UUID id = submitted(each.number(), each.number(), "approved-" + each.region(), "智能排产云服务", 800_000);
            if (review("approved-" + each.region(), id, decision(ReviewDecision.PASS, "材料齐全，符合条件"))
                    == ApplicationStatus.APPROVED) {
                publish(each.region());
                return;
            }
        }
    }

    private void publish(String region) {
        WorkerThread.await(notices.publish(
                PROVINCE,
                "demo-application-notice",
                new NewNotice(DemoProgramme.ID, region, "云服务券拟发放名单公示（演示）", "审核完毕，予以公示"),
                made -> Answer.ok(made.id().toString(), null)));
    }

    private UUID draft(long organization, long person, String name, String service, long priceFen) {
        Line line = new Line(service, null, ServiceLayer.SAAS, null, priceFen, priceFen, null, null);
        Answer made = WorkerThread.await(applications.draft(
                enterprise(organization, person),
                "demo-application-" + name,
                new NewApplication(DemoProgramme.ID, List.of(line), false, false),
                DemoApplications::told));
        return UUID.fromString(made.body());
    }

    private UUID submitted(long organization, long person, String name, String service, long priceFen) {
        UUID id = draft(organization, person, name, service, priceFen);
        WorkerThread.await(submissions.submit(
                enterprise(organization, person),
                "demo-application-" + name + "-submission",
                id,
                DemoApplications::told));
        return id;
    }

    /** Where it stands afterwards. */
    private ApplicationStatus review(String name, UUID id, NewReview review) {
        return ApplicationStatus.valueOf(WorkerThread.await(reviews.review(
                        PROVINCE,
                        "demo-application-" + name + "-review",
                        id,
                        review,
                        reviewed -> Answer.ok(reviewed.status().name(), null)))
                .body());
    }

    private static Answer told(VoucherApplication application) {
        return Answer.ok(application.id().toString(), null);
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
