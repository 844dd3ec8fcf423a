package cn.dengyun.monitoring.bulletin;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people write of a bulletin; the figures are the platform's. */
@Schema(name = "BulletinTextRequest", description = "What a bulletin says beside its figures")
record BulletinSays(
        @NotBlank
        @Size(max = 200)
        @Schema(required = true, description = "What it is called; plain text", examples = "2018 年下半年“皖企登云”工作评估通报")
        String title,

        @Size(max = BulletinSays.MAX_TEXT)
        @Schema(nullable = true, description = "Introduction, in Markdown; empty when absent", examples = "现将进展通报如下。")
        String introduction,

        @Size(max = BulletinSays.MAX_TEXT)
        @Schema(
                nullable = true,
                description = "What is found, in Markdown; empty when absent",
                examples = "**合肥市**进度领先。")
        String assessment,

        @Size(max = BulletinSays.MAX_TEXT)
        @Schema(nullable = true, description = "What comes next, in Markdown; empty when absent", examples = "1. 加强培训")
        String nextSteps) {

    static final int MAX_TEXT = 10_000;

    BulletinSays {
        introduction = introduction == null ? "" : introduction;
        assessment = assessment == null ? "" : assessment;
        nextSteps = nextSteps == null ? "" : nextSteps;
    }
}
