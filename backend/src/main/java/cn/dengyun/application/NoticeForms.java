package cn.dengyun.application;

import cn.dengyun.application.ApplicationForms.Verdict;
import cn.dengyun.platform.operation.OnlyWith;
import cn.dengyun.platform.operation.Variants;
import cn.dengyun.shared.RegionCode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent about public notices. */
public final class NoticeForms {

    private NoticeForms() {}

    /** A notice to be. */
    @Schema(
            name = "PublicNoticeRequest",
            description = "All approved applications of a programme and a region are published")
    public record NewNotice(
            @NotNull
            @Schema(required = true, description = "The programme", examples = "01900000-0000-7000-8000-000000000401")
            UUID programmeId,

            @Pattern(regexp = RegionCode.PATTERN)
            @Schema(
                    nullable = true,
                    description = "With all below it; absent: the caller's own region",
                    examples = "340100")
            String regionCode,

            @NotBlank
            @Size(max = 200)
            @Schema(required = true, description = "The title of the notice", examples = "2018 年第一批云服务券拟发放名单公示")
            String title,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Kept on record", examples = "审核完毕，予以公示")
            String reason) {}

    /** The decision to issue. */
    @Schema(name = "NoticeIssueRequest", description = "The decision to issue the vouchers of a notice")
    public record NewIssue(
            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Kept on record", examples = "公示无异议，准予发放")
            String reason) {}

    /** The decision to end an issue. */
    @Schema(
            name = "NoticeIssueCancellationRequest",
            description = "The decision to end the issue of a notice's vouchers")
    public record NewCancellation(
            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Kept on record", examples = "发现名单有误，暂停发放")
            String reason) {}

    /** What somebody objects to. */
    @Schema(name = "NoticeObjectionRequest", description = "What somebody objects to")
    public record NewObjection(
            @NotNull
            @Schema(
                    required = true,
                    description = "The application that the objection is about",
                    examples = "01900000-0000-7000-8000-000000000501")
            UUID applicationId,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "What is objected, and what shows it", examples = "该企业已停产，不应享受补助")
            String statement) {}

    /** What becomes of an objection. */
    @Variants("outcome")
    @Schema(name = "NoticeObjectionDecisionRequest", description = "What becomes of an objection")
    public record NewObjectionDecision(
            @NotNull
            @Schema(
                    required = true,
                    description = "`UPHELD`: the application is refused; `DISMISSED`: it stays in the notice",
                    examples = "UPHELD")
            Verdict outcome,

            @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "经核查，异议属实")
            String reason,

            @Size(max = 500)
            @OnlyWith("UPHELD")
            @Schema(nullable = true, description = "The clause that the refusal rests on", examples = "第四条第一款")
            String clause,

            @Size(max = 1_000)
            @OnlyWith("UPHELD")
            @Schema(nullable = true, description = "What the applicant can do", examples = "可在二十个工作日内申诉")
            String remedy,

            @Size(max = 100)
            @Schema(
                    nullable = true,
                    description = "Other open objections to the same application on the same ground, decided alike; one"
                            + " that is upheld decides all")
            List<@NotNull UUID> togetherWith) {

        public NewObjectionDecision {
            togetherWith = togetherWith == null ? List.of() : togetherWith;
        }
    }
}
