package cn.dengyun.monitoring.bulletin;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A bulletin as its caller sees it; its figures have addresses of their own. */
@Schema(name = "Bulletin", description = "A bulletin on the work of a period")
record BulletinView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "How much time it is of")
        BulletinPeriod period,

        @Schema(required = true, description = "The year of its months", examples = "2018")
        int year,

        @Schema(required = true, description = "Its first month, Asia/Shanghai", examples = "2018-07")
        String fromMonth,

        @Schema(required = true, description = "Its last month", examples = "2018-12")
        String toMonth,

        @Schema(required = true, description = "The recount that all of its figures are of, for ever")
        Instant asOf,

        @Schema(
                required = true,
                description = "SHA-256 of `figures.json`, in hexadecimals",
                examples = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        String figuresHash,

        @Schema(required = true, description = "What it is called; plain text", examples = "2018 年下半年“皖企登云”工作评估通报")
        String title,

        @Schema(
                required = true,
                nullable = true,
                description = "Introduction, in Markdown; null in lists",
                examples = "本通报反映各地登云进展。")
        String introduction,

        @Schema(
                required = true,
                nullable = true,
                description = "What is found, in Markdown; null in lists",
                examples = "各市进展总体平稳。")
        String assessment,

        @Schema(
                required = true,
                nullable = true,
                description = "What comes next, in Markdown; null in lists",
                examples = "加大宣传培训力度。")
        String nextSteps,

        @Schema(required = true, description = "Where it stands")
        BulletinStatus status,

        @Schema(
                required = true,
                description = "How many people have approved what was submitted last; two have to",
                examples = "2")
        int approvals,

        @Schema(required = true, nullable = true, description = "When it was submitted; null where it is not")
        Instant submittedAt,

        @Schema(required = true, nullable = true, description = "When it was published; null where it was not")
        Instant publishedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why the last step was taken; null where nobody said",
                examples = "情况属实，同意办理")
        String reason,

        @Schema(
                required = true,
                nullable = true,
                description = "The division whose authority has to act; null where none has to",
                examples = "340000")
        String ownerRegionCode,

        @Schema(required = true, nullable = true, description = "By when; null where nobody has to act")
        Instant dueAt,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"APPROVE\"]")
        List<String> availableActions)
        implements Tagged {

    static BulletinView of(Bulletin bulletin, Actor actor) {
        return of(bulletin, actor, true);
    }

    /** Without what people have written below the title. */
    static BulletinView inList(Bulletin bulletin, Actor actor) {
        return of(bulletin, actor, false);
    }

    private static BulletinView of(Bulletin bulletin, Actor actor, boolean isWhole) {
        return new BulletinView(
                bulletin.id(),
                bulletin.version(),
                bulletin.period(),
                bulletin.year(),
                bulletin.from().toString(),
                bulletin.to().toString(),
                bulletin.asOf(),
                bulletin.figuresHash(),
                bulletin.says().title(),
                isWhole ? bulletin.says().introduction() : null,
                isWhole ? bulletin.says().assessment() : null,
                isWhole ? bulletin.says().nextSteps() : null,
                bulletin.status(),
                bulletin.approvers().size(),
                bulletin.submittedAt(),
                bulletin.publishedAt(),
                bulletin.reason(),
                bulletin.dueAt() == null ? null : bulletin.regionCode(),
                bulletin.dueAt(),
                bulletin.actions(actor));
    }
}
