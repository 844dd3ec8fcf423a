package cn.dengyun.provider.qualification;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An objection as its caller sees it. */
@Schema(name = "QualificationObjection", description = "What somebody has against a qualification")
record QualificationObjectionView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change", examples = "1")
        int version,

        @Schema(required = true, description = "The qualification")
        UUID qualificationId,

        @Schema(required = true, description = "Whose that is", examples = "皖云科技有限公司")
        String organizationName,

        @Schema(required = true, description = "What is wrong", examples = "该单位的测评报告系伪造。")
        String statement,

        @Schema(required = true, description = "Where it stands")
        ObjectionStatus status,

        @Schema(
                required = true,
                nullable = true,
                description = "Who has filed it; authorities and auditors know, and that person",
                examples = "01900000-0000-7000-8000-000000000201")
        UUID filedBy,

        @Schema(required = true, description = "When it was filed")
        Instant filedAt,

        @Schema(required = true, description = "By when it should be decided")
        Instant dueAt,

        @Schema(required = true, nullable = true, description = "When it was decided")
        Instant decidedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it was decided so; null before",
                examples = "经核查，异议不成立")
        String reason,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"UPHOLD\", \"DISMISS\"]")
        List<String> availableActions)
        implements Tagged {

    static QualificationObjectionView of(QualificationObjection found, Actor actor) {
        return new QualificationObjectionView(
                found.id(),
                found.version(),
                found.qualificationId(),
                found.organizationName(),
                found.statement(),
                found.status(),
                found.isFilerKnownTo(actor) ? found.filedBy() : null,
                found.filedAt(),
                found.dueAt(),
                found.decidedAt(),
                found.reason(),
                found.actions(actor));
    }
}
