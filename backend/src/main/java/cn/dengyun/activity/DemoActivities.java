package cn.dengyun.activity;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DemoStart;
import cn.dengyun.platform.startup.DengyunConfig;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Lets the demo's offices and a provider hold activities, each once: a training with people, a visit for which somebody
 * waits, a salon that was cancelled, a matchmaking that was held, with feedback and certificates, and a draft that
 * begins soon. Two offices have a training plan of the year, one of them published.
 */
@ApplicationScoped
class DemoActivities {

    static final String TRAINING = "企业登云实务培训（合肥站，演示）";
    static final String VISIT = "云平台机房开放日（演示）";
    static final String CANCELLED = "工业软件交流沙龙（演示）";
    static final String PLAN = "年度登云培训计划（演示）";
    static final String HELD = "登云供需对接会（合肥站，演示）";
    static final String DRAFT = "登云供需对接会（芜湖站，演示）";

    private static final int AFTER_ARTICLES = 3_195;
    private static final Duration LASTS = Duration.ofHours(3);

    private static final Actor PROVINCE = person(0x201, DemoAccounts.id(0x105), Roles.AUTHORITY, "340000");
    private static final Actor HEFEI = person(0x206, DemoAccounts.id(0x108), Roles.AUTHORITY, "340100");
    private static final Actor WUHU = person(0x208, DemoAccounts.id(0x10A), Roles.AUTHORITY, "340200");
    private static final Actor ENTERPRISE = person(0x209, DemoAccounts.id(0x103), Roles.ENTERPRISE, null);
    private static final Actor ENTERPRISE2 = person(0x20A, DemoAccounts.id(0x104), Roles.ENTERPRISE, null);
    private static final Actor APPLICATION = person(0x20C, DemoAccounts.APPLICATION_ORGANIZATION, Roles.PROVIDER, null);
    private static final Actor PLATFORM = person(0x20B, DemoAccounts.PLATFORM_ORGANIZATION, Roles.PROVIDER, null);

    private final ActivityService activities;
    private final RegistrationService registrations;
    private final ActivityFeedbackService feedback;
    private final CheckInCodes codes;
    private final TrainingPlanService plans;
    private final UnitsOfWork units;

    DemoActivities(
            ActivityService activities,
            RegistrationService registrations,
            ActivityFeedbackService feedback,
            CheckInCodes codes,
            TrainingPlanService plans,
            UnitsOfWork units) {
        this.activities = activities;
        this.registrations = registrations;
        this.feedback = feedback;
        this.codes = codes;
        this.plans = plans;
        this.units = units;
    }

    void start(@Observes @Priority(AFTER_ARTICLES) StartupEvent event, DengyunConfig config) {
        DemoStart.make(config, "activities", this::makeMissing);
    }

    /** Each by its title, so that a start goes on where another one broke off. */
    void makeMissing() {
        if (isMissing(HEFEI, TRAINING)) {
            ActivityForm form = form(ActivityKind.TRAINING, TRAINING, "讲解**云服务券**申领和使用，现场答疑。", "340100", 10, 50);
            Activity training = published(HEFEI, form);
            register(ENTERPRISE, training, "王工", "13800000001");
            register(ENTERPRISE, training, "李工", "13800000002");
            register(ENTERPRISE2, training, "赵工", "13800000003");
        }
        if (isMissing(PLATFORM, VISIT)) {
            ActivityForm form = form(ActivityKind.VISIT, VISIT, "参观机房，了解容灾和安全措施。名额有限，额满候补。", "340100", 12, 1);
            Activity visit = published(PLATFORM, form);
            register(ENTERPRISE, visit, "王工", "13800000001");
            register(ENTERPRISE2, visit, "赵工", "13800000003");
        }
        if (isMissing(PROVINCE, CANCELLED)) {
            ActivityForm form = form(ActivityKind.SALON, CANCELLED, "工业软件选型与登云经验交流。", "340000", 8, 30);
            Activity salon = published(PROVINCE, form);
            carriedOut(activities.cancel(PROVINCE, salon.id(), "场地临时检修，另行安排。"));
        }
        if (isMissing(HEFEI, HELD)) {
            hold();
        }
        if (isMissing(WUHU, DRAFT)) {
            carriedOut(
                    activities.draft(WUHU, form(ActivityKind.MATCHMAKING, DRAFT, "企业提出需求，服务商现场应答。", "340200", 2, 40)));
        }
        makePlan(HEFEI, true);
        makePlan(WUHU, false);
    }

    private void hold() {
        Instant ended = activities.now().minus(Duration.ofDays(7)).truncatedTo(ChronoUnit.HOURS);
        Instant began = ended.minus(LASTS);
        ActivityForm form = new ActivityForm(
                ActivityKind.MATCHMAKING,
                HELD,
                "企业提出需求，服务商现场应答。",
                "340100",
                "政务服务中心二楼报告厅（演示）",
                null,
                began,
                ended,
                began.minus(Duration.ofDays(10)),
                began.minus(Duration.ofHours(1)),
                40,
                null,
                List.of(),
                null);
        Instant before = began.minus(Duration.ofDays(2));
        ActivityForms.Outcome outcome = new ActivityForms.Outcome("现场对接登云需求，意向清单已交服务商（演示）。", null);
        UUID draft = carriedOut(activities.draft(HEFEI, form)).id();
        Activity open = carriedOut(activities.publishAt(HEFEI, draft, before));
        carriedOut(Effect.of(connection -> come(connection, open, ENTERPRISE, "王工", "13800000001", 5)
                .chain(() -> come(connection, open, ENTERPRISE2, "赵工", "13800000003", 4))
                .chain(() -> checkedIn(connection, open, APPLICATION, "孙工", "13800000004"))
                .chain(() -> in(connection, activities.report(HEFEI, open.id(), outcome)))));
    }

    private Uni<ActivityFeedback> come(
            SqlConnection connection, Activity open, Actor enterprise, String name, String phone, int stars) {
        return checkedIn(connection, open, enterprise, name, phone)
                .chain(made -> in(
                        connection,
                        feedback.give(enterprise, open, new ActivityForms.Feedback(made.id(), stars, "对接有针对性（演示）。"))));
    }

    private Uni<ActivityRegistration> checkedIn(
            SqlConnection connection, Activity open, Actor who, String name, String phone) {
        Instant began = open.says().startsAt();
        ActivityForms.Participant person = new ActivityForms.Participant(name, phone);
        return in(connection, registrations.registerAt(who, open, person, began.minus(Duration.ofDays(1))))
                .map(RegistrationService.Known::registration)
                .call(made -> in(
                        connection,
                        registrations.checkIn(
                                HEFEI, open, List.of(new ActivityForms.CheckIn("door-1", began, codes.of(made))))));
    }

    private void makePlan(Actor office, boolean isPublished) {
        Filter own = new Filter().is("organization_id", office.organizationId()).is("title", PLAN);
        if (!WorkerThread.await(plans.list(office, own, null, 1)).data().isEmpty()) {
            return;
        }
        int year = activities.now().atZone(ClockProducer.BUSINESS_ZONE).getYear();
        List<TrainingPlanForm.Target> targets = List.of(
                new TrainingPlanForm.Target(ActivityKind.TRAINING, 12, 600, 300),
                new TrainingPlanForm.Target(ActivityKind.VISIT, 4, 120, 60));
        TrainingPlan draft = carriedOut(plans.drawUp(office, new TrainingPlanForm(year, PLAN, targets)));
        if (isPublished) {
            carriedOut(plans.publish(office, draft.id(), Precondition.NONE));
        }
    }

    private boolean isMissing(Actor organizer, String title) {
        Filter own =
                new Filter().is("organization_id", organizer.organizationId()).is("title", title);
        return WorkerThread.await(activities.list(organizer, own, null, 1))
                .data()
                .isEmpty();
    }

    private Activity published(Actor organizer, ActivityForm form) {
        UUID id = carriedOut(activities.draft(organizer, form)).id();
        return carriedOut(activities.publish(organizer, id));
    }

    private void register(Actor enterprise, Activity activity, String name, String phone) {
        carriedOut(registrations.register(enterprise, activity, new ActivityForms.Participant(name, phone)));
    }

    private <T> T carriedOut(Effect<T> effect) {
        return WorkerThread.await(units.carryOut(effect));
    }

    private ActivityForm form(
            ActivityKind kind, String title, String description, String region, int inDays, int capacity) {
        Instant now = activities.now().truncatedTo(ChronoUnit.HOURS);
        Instant starts = now.plus(Duration.ofDays(inDays));
        return new ActivityForm(
                kind,
                title,
                description,
                region,
                "政务服务中心二楼报告厅（演示）",
                null,
                starts,
                starts.plus(LASTS),
                now.minus(Duration.ofDays(1)),
                starts.minus(Duration.ofHours(1)),
                capacity,
                null,
                List.of(),
                null);
    }

    private static Actor person(long account, UUID organization, String role, String region) {
        return new Actor(DemoAccounts.id(account), false, organization, Set.of(role), Set.of(), region);
    }
}
