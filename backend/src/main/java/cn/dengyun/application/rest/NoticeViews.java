package cn.dengyun.application.rest;

import cn.dengyun.application.NoticeService.Item;
import cn.dengyun.application.NoticeService.Progress;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.Objection;
import cn.dengyun.application.domain.PublicNotice;
import cn.dengyun.platform.job.JobState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Public notices as everybody sees them. */
final class NoticeViews {

    private NoticeViews() {}

    /** A notice. */
    @Schema(name = "PublicNotice", description = "Approved applications that everybody can look at and object to")
    public record NoticeView(
            @Schema(required = true, description = "Its id") UUID id,

            @Schema(required = true, description = "The programme")
            UUID programmeId,

            @Schema(required = true, description = "With all below it", examples = "340100")
            String regionCode,

            @Schema(required = true, description = "The title of the notice", examples = "2018 年第一批云服务券拟发放名单公示")
            String title,

            @Schema(required = true, description = "Applications when it was published", examples = "120")
            int items,

            @Schema(required = true, description = "In fen, then", examples = "72000000")
            long amountFen,

            @Schema(required = true, description = "When it was published")
            Instant publishedAt,

            @Schema(required = true, description = "From then on vouchers may be issued, and nobody objects any more")
            Instant endsAt,

            @Schema(required = true, description = "Whether it is over", examples = "false")
            boolean over,

            @Schema(required = true, description = "Vouchers issued so far", examples = "0")
            int issued,

            @Schema(required = true, description = "In fen", examples = "0")
            long issuedFen) {

        static NoticeView of(PublicNotice notice, Instant now) {
            return new NoticeView(
                    notice.id(),
                    notice.programmeId(),
                    notice.regionCode(),
                    notice.title(),
                    notice.items(),
                    notice.amountFen(),
                    notice.publishedAt(),
                    notice.endsAt(),
                    notice.isOverAt(now),
                    notice.issued(),
                    notice.issuedFen());
        }
    }

    /** A notice by itself. */
    @Schema(name = "PublicNoticeDetail", description = "A public notice, and how far its issue has come")
    public record NoticeDetailView(
            @Schema(required = true) NoticeView notice,

            @Schema(required = true, nullable = true, description = "The last issue; null before the first")
            IssueView issue,

            @Schema(
                    required = true,
                    description = "What the caller can do with it now: `OBJECT`, `ISSUE` or `CANCEL_ISSUE`")
            List<String> availableActions) {}

    /** An issue. */
    @Schema(name = "NoticeIssue", description = "The issue of a notice's vouchers, and how far it has come")
    public record IssueView(
            @Schema(required = true, description = "Its id") UUID id,
            @Schema(required = true) JobState state,

            @Schema(required = true, description = "Applications looked at", examples = "1000")
            long done,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Number of vouchers to be issued; null until they are counted",
                    examples = "100000")
            Long total,

            @Schema(required = true, description = "Applications a second", examples = "2500.0")
            double rate,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Seconds to the end at this rate; null when that cannot be told",
                    examples = "40")
            Long eta,

            @Schema(required = true, description = "Vouchers", examples = "998")
            int issued,

            @Schema(required = true, description = "In fen", examples = "598800000")
            long issuedFen,

            @Schema(
                    required = true,
                    description = "Left in the notice, because they cannot be issued now",
                    examples = "2")
            int skipped,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Problem code of an issue that failed; null otherwise",
                    examples = "internal-error")
            String failureCode,

            @Schema(required = true, description = "When the issue was decided")
            Instant decidedAt,

            @Schema(required = true, nullable = true, description = "Null until it has ended, one way or another")
            Instant finishedAt) {

        static IssueView of(Progress progress, Instant now) {
            return new IssueView(
                    progress.issue().id(),
                    progress.job().state(),
                    progress.job().done(),
                    progress.job().total(),
                    Math.round(progress.job().ratePerSecond(now) * 10) / 10.0,
                    progress.job().etaSeconds(now),
                    progress.issue().issued(),
                    progress.issue().issuedFen(),
                    progress.issue().skipped(),
                    progress.job().failureCode(),
                    progress.issue().decidedAt(),
                    progress.job().finishedAt());
        }
    }

    /** Where to look. */
    @Schema(name = "NoticeIssueAccepted", description = "An issue that a job carries out")
    public record AcceptedView(
            @Schema(required = true, description = "Its id") UUID id,

            @Schema(required = true, description = "Whose `issue` says how far it is")
            UUID noticeId) {}

    /** A line. */
    @Schema(name = "PublicNoticeItem", description = "An application in a notice")
    public record ItemView(
            @Schema(required = true, description = "The application")
            UUID applicationId,

            @Schema(required = true, description = "The name of the applicant", examples = "肥西示范精密机械有限公司")
            String organizationName,

            @Schema(required = true, description = "The region of the applicant, a GB/T 2260 code", examples = "340123")
            String regionCode,

            @Schema(required = true) ApplicationStatus status,

            @Schema(required = true, description = "In fen; 0 when it is issued or refused", examples = "600000")
            long amountFen) {

        static ItemView of(Item item) {
            return new ItemView(
                    item.applicationId(), item.nameZh(), item.regionCode(), item.status(), item.amountFen());
        }
    }

    /** An objection. */
    @Schema(name = "NoticeObjection", description = "Somebody's objection to an application in a notice")
    public record ObjectionView(
            @Schema(required = true, description = "Its id") UUID id,

            @Schema(required = true, description = "The notice")
            UUID noticeId,

            @Schema(required = true, description = "The application")
            UUID applicationId,

            @Schema(required = true, description = "What is objected", examples = "该企业已停产，不应享受补助")
            String statement,

            @Schema(required = true, description = "When it was filed")
            Instant filedAt,

            @Schema(required = true, description = "Until when it should be decided")
            Instant dueAt,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "`UPHELD` or `DISMISSED`; null until it is decided",
                    examples = "DISMISSED")
            String outcome,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Why it was decided so; null until then",
                    examples = "经核查，企业经营正常")
            String decisionReason,

            @Schema(required = true, nullable = true, description = "When it was decided; null until then")
            Instant decidedAt) {

        static ObjectionView of(Objection objection) {
            return new ObjectionView(
                    objection.id(),
                    objection.noticeId(),
                    objection.applicationId(),
                    objection.statement(),
                    objection.filedAt(),
                    objection.dueAt(),
                    objection.outcome(),
                    objection.decisionReason(),
                    objection.decidedAt());
        }
    }
}
