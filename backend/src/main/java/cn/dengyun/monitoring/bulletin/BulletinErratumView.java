package cn.dengyun.monitoring.bulletin;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An erratum as its caller sees it. */
@Schema(name = "BulletinErratum", description = "What of a published bulletin was wrong, and what is right")
record BulletinErratumView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "The bulletin that it corrects, which stays as it is")
        UUID bulletinId,

        @Schema(
                required = true,
                nullable = true,
                description = "1, 2, 3 … in the bulletin; null before two people agree to it",
                examples = "2")
        Integer number,

        @Schema(
                required = true,
                nullable = true,
                description = "The number of the erratum that this one corrects; null where it corrects none",
                examples = "1")
        Integer corrects,

        @Schema(required = true, description = "What was wrong, and why; plain text", examples = "合肥市数据漏报，现予更正。")
        String text,

        @Schema(required = true, description = "Figures that are corrected", maxItems = 50)
        List<ErratumForm.Correction> corrections,

        @Schema(required = true, description = "Where it stands")
        ErratumStatus status,

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
                description = "By when another person has to act; null where nobody has to")
        Instant dueAt,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"APPROVE\"]")
        List<String> availableActions)
        implements Tagged {

    static BulletinErratumView of(BulletinErratum erratum, Actor actor) {
        ErratumForm says = erratum.form();
        return new BulletinErratumView(
                erratum.id(),
                erratum.version(),
                erratum.bulletinId(),
                erratum.number(),
                erratum.corrects(),
                says.text(),
                says.corrections(),
                erratum.status(),
                erratum.publishedAt(),
                erratum.reason(),
                erratum.dueAt(),
                erratum.actions(actor));
    }
}
