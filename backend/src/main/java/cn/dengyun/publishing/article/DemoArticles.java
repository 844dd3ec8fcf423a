package cn.dengyun.publishing.article;

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
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Lets the demo's province publish a notice, two policies with clauses, two cases of which one is withdrawn, and a
 * standard, has a guide wait for review, and has somebody of a county subscribe to policies; each once. What they say
 * is made up for the demonstration.
 */
@ApplicationScoped
class DemoArticles {

    static final String POLICY = "“皖企登云”工作办法（演示）";
    static final String VOUCHERS = "云服务券实施办法（演示）";
    static final String WITHDRAWN = "某装备企业设备登云案例（演示）";
    static final String IN_REVIEW = "企业登云办事指南（演示）";

    private static final int AFTER_PLANS = 3_190;

    private static final Actor WRITER = person(0x201);
    private static final Actor REVIEWER = person(0x20D);
    private static final Actor SUBSCRIBER = person(0x207);

    /** By which a sanction of the demo cites one, and the rules of the demo the other. */
    private static final Map<String, UUID> CITED =
            Map.of(POLICY, DemoAccounts.id(0x6A01), VOUCHERS, DemoAccounts.id(0x6A02));

    private static final String YES = "内容属实，同意发布";

    private static final List<ArticleForm> FORMS = List.of(
            form(ArticleKind.NOTICE, "关于组织申报登云试点企业的通知（演示）", "各市组织规模以上工业企业申报试点，由县（市、区）推荐。", """
                    ## 申报条件

                    在本省注册，核心业务系统适合迁移的工业企业。

                    ## 报送方式

                    由县（市、区）主管部门在平台上提出，市级汇总。
                    """, "试点示范"),
            form(ArticleKind.POLICY, POLICY, "全省企业登云工作的目标、任务和保障（演示文本，不是正式文件）。", """
                    ## 第一条 目标 {#art-1}

                    分年度推动企业把业务、设施和设备能力接入云平台，目标逐级分解到 18 个统计单位。

                    ## 第二条 登云内容 {#art-2}

                    | 类别 | 内容 |
                    | --- | --- |
                    | 业务应用 | 研发设计、协同办公、生产销售、供应链管理 |
                    | 基础设施 | 计算、存储、网络、安全防护 |
                    | 设备能力 | 设备联网、能力在线交易 |

                    ## 第三条 服务商 {#art-3}

                    ### 资格 {#art-3-1}

                    云平台服务商和云应用服务商经认定后提供服务。

                    ### 退出 {#art-3-2}

                    发生重大信息安全事故的，自认定之日起至次年年底取消资格。

                    ## 第四条 云服务券 {#art-4}

                    企业向合格服务商购买服务，可以按规则使用云服务券抵扣。

                    ## 第五条 统计监测 {#art-5}

                    进展定期公布；需要统筹协调的问题逐级提请。
                    """, "行动计划"),
            form(ArticleKind.POLICY, VOUCHERS, "云服务券的申领、使用和兑付（演示文本，不是正式文件）。", """
                    ## 第一条 目的 {#art-1}

                    支持中小微企业购买云服务。

                    ## 第二条 职责 {#art-2}

                    省级主管部门组织实施，市、县（市、区）主管部门审核。

                    ## 第三条 申请单位 {#art-3}

                    个体工商户不申请。

                    申请单位为中型、小型、微型企业。

                    ## 第四条 不予支持 {#art-4}

                    服务商不作为申请单位。

                    近五年有严重财政违法行为的，不予支持。

                    ## 第五条 合同 {#art-5}

                    合同可以先于申请签订，签订时间在当年。

                    ## 第六条 不重复支持 {#art-6}

                    同一合同内容已获其他财政资金支持的，不再支持。

                    ## 第七条 补贴基数和比例 {#art-7}

                    以不含税金额为基数。

                    按服务层次确定比例。

                    ## 第八条 限额 {#art-8}

                    规定企业年度限额、单次限额和最低面值。

                    ## 第九条 有效期 {#art-9}

                    云服务券自发放之日起一年内使用，不超过次年年底。

                    发放后三十日内领取。

                    ## 第十条 审核 {#art-10}

                    每一级五个工作日内审核，十个工作日内补正；按比例抽查，金额较大的由省级审核。

                    ## 第十一条 公示 {#art-11}

                    发放前公示五个工作日。

                    ## 第十二条 兑付 {#art-12}

                    向服务商兑付。

                    ## 第十三条 监督 {#art-13}

                    任何单位和个人可以提出异议。

                    ## 第十四条 责任 {#art-14}

                    弄虚作假的，收回资金。

                    ## 第十五条 结余 {#art-15}

                    结余资金不结转。
                    """, "云服务券"),
            form(
                    ArticleKind.CASE,
                    "某零部件企业业务系统登云案例（演示）",
                    "三个月完成生产管理系统迁移，运维费用下降。",
                    "企业把生产管理和供应链系统迁移到云平台，**全部企业名称均为虚构**。",
                    "典型案例"),
            form(ArticleKind.CASE, WITHDRAWN, "设备联网后故障停机减少。", "设备数据接入平台后，按状态安排维护。", "典型案例"),
            form(
                    ArticleKind.STANDARD,
                    "企业登云水平评估要点（演示）",
                    "评估看什么、怎么看。",
                    "1. 基础设施\n2. 业务应用\n3. 设备能力\n4. 安全合规\n5. 成效",
                    "水平评估"),
            form(ArticleKind.GUIDE, IN_REVIEW, "从注册到使用云服务券的步骤。", "1. 注册并认证企业\n2. 选择服务\n3. 申领云服务券\n4. 下单并验收", "办事指南"));

    private final ArticleService articles;
    private final SubscriptionService subscriptions;
    private final UnitsOfWork units;

    DemoArticles(ArticleService articles, SubscriptionService subscriptions, UnitsOfWork units) {
        this.articles = articles;
        this.subscriptions = subscriptions;
        this.units = units;
    }

    void start(@Observes @Priority(AFTER_PLANS) StartupEvent event, DengyunConfig config) {
        DemoStart.make(config, "articles", this::makeMissing);
    }

    void makeMissing() {
        FORMS.stream().filter(form -> !isMade(form)).forEach(form -> WorkerThread.await(units.carryOut(made(form))));
        if (WorkerThread.await(subscriptions.list(SUBSCRIBER, null, 1)).data().isEmpty()) {
            ArticleSubscriptionForm policies = new ArticleSubscriptionForm(ArticleKind.POLICY, null, "340123");
            WorkerThread.await(units.carryOut(subscriptions.subscribe(SUBSCRIBER, policies)));
        }
    }

    private boolean isMade(ArticleForm form) {
        for (ArticleStatus status : ArticleStatus.values()) {
            Filter same = new Filter().is("title", form.title());
            if (!WorkerThread.await(articles.list(WRITER, same, status, null, 1))
                    .data()
                    .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** In one unit of work, so that no start leaves half of it. */
    private Effect<Article> made(ArticleForm form) {
        Effect<Article> submitted = articles.draft(WRITER, CITED.getOrDefault(form.title(), Ids.next()), form)
                .then((connection, made) -> in(connection, articles.submit(WRITER, made.id(), Precondition.NONE)));
        if (form.title().equals(IN_REVIEW)) {
            return submitted;
        }
        if (CITED.containsKey(form.title())) {
            // Rules that are in force since January cite it, and what was decided in December.
            Instant since = LocalDate.ofInstant(articles.now(), ClockProducer.BUSINESS_ZONE)
                    .minusMonths(3)
                    .withDayOfYear(1)
                    .atStartOfDay(ClockProducer.BUSINESS_ZONE)
                    .toInstant();
            return submitted.then(
                    (connection, made) -> in(connection, articles.approveSince(REVIEWER, made.id(), since, YES)));
        }
        Effect<Article> published = submitted.then((connection, made) ->
                in(connection, articles.approve(REVIEWER, made.id(), Precondition.NONE, null, YES)));
        return form.title().equals(WITHDRAWN)
                ? published.then(
                        (connection, made) -> in(connection, articles.withdraw(WRITER, made.id(), "案例数据有误，核实后另行发布。")))
                : published;
    }

    private static ArticleForm form(ArticleKind kind, String title, String summary, String body, String topic) {
        return new ArticleForm(kind, title, summary, body, List.of(topic), List.of(), List.of(), null, null, List.of());
    }

    private static Actor person(long account) {
        return new Actor(
                DemoAccounts.id(account), false, DemoAccounts.id(0x105), Set.of(Roles.AUTHORITY), Set.of(), "340000");
    }
}
