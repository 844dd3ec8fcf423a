package cn.dengyun.trade.trial;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A trial as its caller sees it. */
@Schema(name = "ServiceTrial", description = "A free trial of an offering by an enterprise")
record TrialView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "The enterprise")
        UUID organizationId,

        @Schema(required = true, description = "Its name when it asked", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "GB/T 2260 code of its region then", examples = "340123")
        String regionCode,

        @Schema(required = true, description = "The provider")
        UUID providerId,

        @Schema(required = true, description = "Its name", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, description = "The offering")
        UUID offeringId,

        @Schema(required = true, description = "The version whose terms hold")
        int offeringVersion,

        @Schema(required = true, description = "What it is called", examples = "云服务器")
        String offeringName,

        @Schema(
                required = true,
                nullable = true,
                description = "The concession that it cites; null where it is the offering's own trial",
                examples = "C7SK-WAG3-E55M")
        String concessionCode,

        @Schema(required = true, description = "How many days it lasts, as the offering or the concession says")
        int days,

        @Schema(
                required = true,
                nullable = true,
                description = "What is included, as said there; null when nothing is said",
                examples = "含 2 核 4G 一台")
        String terms,

        @Schema(required = true, description = "What it costs, in fen: nothing", minimum = "0")
        long priceFen,

        @Schema(
                required = true,
                nullable = true,
                description = "What for, in the words of the enterprise",
                examples = "拟用于车间设备数据采集")
        String note,

        @Schema(
                required = true,
                nullable = true,
                description = "How the enterprise gets at it; for the two sides while it runs, null otherwise",
                examples = "请在 https://cloud.example.cn 用企业手机号登录，试用空间已开通")
        String accessNote,

        @Schema(required = true, description = "Where it stands now")
        TrialStatus status,

        @Schema(
                required = true,
                description = "The how-manieth request of the legal entity for this offering",
                minimum = "1",
                maximum = "3")
        int attempt,

        @Schema(required = true, description = "When the enterprise asked")
        Instant requestedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "By when the provider answers, or when the trial ends; null when it is over")
        Instant dueAt,

        @Schema(required = true, nullable = true, description = "When it began; null unless it was granted")
        Instant startsAt,

        @Schema(required = true, nullable = true, description = "When its time is over; null unless it was granted")
        Instant endsAt,

        @Schema(required = true, nullable = true, description = "When it was over, for whatever reason; null before")
        Instant endedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why the last step was taken; null where nobody had to say",
                examples = "试用名额已满")
        String reason,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"GRANT\", \"DECLINE\"]")
        List<String> availableActions)
        implements Tagged {

    static TrialView of(ServiceTrial trial, Actor actor, Instant now) {
        TrialStatus stands = trial.statusAt(now);
        return new TrialView(
                trial.id(),
                trial.version(),
                trial.organizationId(),
                trial.organizationName(),
                trial.regionCode(),
                trial.providerId(),
                trial.providerName(),
                trial.offeringId(),
                trial.offeringVersion(),
                trial.offeringName(),
                trial.concessionCode(),
                trial.days(),
                trial.terms(),
                0,
                trial.note(),
                trial.accessNoteFor(actor, now),
                stands,
                trial.attempt(),
                trial.requestedAt(),
                trial.nextDueAt(now),
                trial.startsAt(),
                trial.endsAt(),
                endedAt(trial, stands),
                trial.reason(),
                trial.actionsAt(now, actor));
    }

    /** What the clock has ended was over when it was due. */
    private static Instant endedAt(ServiceTrial trial, TrialStatus stands) {
        return trial.endedAt() == null && stands.isEnd() ? trial.dueAt() : trial.endedAt();
    }

    /** The clock changes what is shown without a new version. */
    @Override
    public String entityTag() {
        return EntityTags.of(version, List.of(status, accessNote == null ? "" : "access", availableActions));
    }
}
