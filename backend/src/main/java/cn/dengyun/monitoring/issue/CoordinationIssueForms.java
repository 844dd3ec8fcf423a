package cn.dengyun.monitoring.issue;

import cn.dengyun.platform.operation.PlausibleDay;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said of issues to be coordinated. */
final class CoordinationIssueForms {

    private CoordinationIssueForms() {}

    /** @param wantedOn null where the usual time will do */
    @Schema(name = "CoordinationIssueRequest", description = "What a county or a city cannot solve by itself")
    record Issue(
            @NotNull @Schema(required = true, description = "What it is about")
            CoordinationIssueKind kind,

            @NotBlank @Size(max = 200) @Schema(required = true, description = "In a few words", examples = "园区专线带宽不足")
            String title,

            @NotBlank
            @Size(max = 5_000)
            @Schema(
                    required = true,
                    description = "What is the matter, and what is wanted",
                    examples = "园区 30 家企业登云受限于带宽，请协调运营商扩容。")
            String description,

            @PlausibleDay
            @Schema(
                    nullable = true,
                    description = "By the end of which day an answer is needed; ten working days when absent",
                    examples = "2030-10-31")
            LocalDate wantedOn) {}

    @Schema(name = "CoordinationIssueAnswerRequest", description = "What is done about the issue")
    record Answer(
            @NotBlank
            @Size(max = 5_000)
            @Schema(required = true, description = "What was or will be done", examples = "已协调运营商于本月扩容")
            String answer) {}

    @Schema(name = "CoordinationIssueDeferralRequest", description = "Until when an answer takes, and why")
    record Deferral(
            @NotNull
            @PlausibleDay
            @Schema(required = true, description = "The last day, later than before", examples = "2030-11-15")
            LocalDate untilOn,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Kept on record", examples = "需会同通信管理局研究")
            String reason) {}
}
