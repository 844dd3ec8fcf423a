package cn.dengyun.trade.trial;

import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the provider says when it grants a trial. */
@Schema(name = "TrialGrant", description = "How the enterprise gets at what it tries")
record TrialGrant(
        @Size(max = 2_000)
        @Schema(
                nullable = true,
                description =
                        "Where to sign in, for example. Only the two sides read it, and only while the trial runs",
                examples = "请在 https://cloud.example.cn 用企业手机号登录，试用空间已开通")
        String accessNote) {

    AccessNote note() {
        return accessNote == null || accessNote.isBlank() ? null : new AccessNote(accessNote.strip());
    }
}
