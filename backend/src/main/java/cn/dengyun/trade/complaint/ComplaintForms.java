package cn.dengyun.trade.complaint;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.shared.Defect;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent of complaints. */
final class ComplaintForms {

    private ComplaintForms() {}

    @Schema(name = "ComplaintRequest", description = "What an enterprise complains about of an order")
    record Complaint(
            @NotNull @Schema(required = true, description = "What it is about")
            ComplaintKind kind,

            @NotBlank
            @Size(max = 5_000)
            @Schema(
                    required = true,
                    description = "What happened, as plain text; both sides and their authorities read it. Evidence is"
                            + " put on the complaint as documents",
                    examples = "9 月以来控制台多次无法登录，客服电话无人接听。")
            String statement,

            @NotBlank
            @Size(max = 2_000)
            @Schema(
                    required = true,
                    description = "What the enterprise wants the provider to do",
                    examples = "恢复服务并减免 9 月费用。")
            String remedy) {}

    @Schema(name = "ComplaintAnswer", description = "What the provider says to a complaint")
    record Answer(
            @NotBlank
            @Size(max = 5_000)
            @Schema(
                    required = true,
                    description = "What happened, and what it does about it, as plain text",
                    examples = "故障由线路割接引起，已于 9 月 12 日恢复，并减免 9 月费用。")
            String text) {}

    @Schema(name = "ComplaintEscalation", description = "Why the answer of the provider does not settle a complaint")
    record Escalation(
            @NotBlank
            @Size(max = 5_000)
            @Schema(
                    required = true,
                    description = "Both sides and their authorities read it",
                    examples = "费用未按答复减免，客服仍无法接通。")
            String grounds) {}

    @Schema(name = "ComplaintDecision", description = "What an authority finds of a complaint")
    record Decision(
            @NotNull @Schema(required = true, description = "Whether the enterprise is right")
            ComplaintFinding finding,

            @NotBlank
            @Size(max = 5_000)
            @Schema(required = true, description = "Why; told to both sides", examples = "经核查工单和通话记录，投诉属实。")
            String reason,

            @Size(max = 5_000)
            @Schema(
                    nullable = true,
                    description =
                            "What the provider has to do about it; needed where the enterprise is right in part or"
                                    + " whole, and not sent where it is not",
                    examples = "责令服务商减免 9 月费用，并公布值班电话。")
            String measures,

            @PlausibleDay
            @Schema(
                    nullable = true,
                    description = "By the end of which day, from today on within a year; sent with `measures`",
                    examples = "2018-07-31")
            LocalDate measuresDueOn) {

        /** Within how many years what is ordered has to be done: what is due never is enforced by nobody. */
        private static final int MAX_YEARS = 1;

        Decision {
            measures = measures == null || measures.isBlank() ? null : measures.strip();
        }

        /** What is wrong with its measures on a day. */
        List<Defect> defects(LocalDate today) {
            if (finding == ComplaintFinding.NOT_UPHELD) {
                return measures == null && measuresDueOn == null
                        ? List.of()
                        : List.of(Defect.at("/measures", "complaint-measures-unfit", finding));
            }
            List<Defect> defects = new ArrayList<>();
            if (measures == null) {
                defects.add(Defect.at("/measures", "complaint-measures-missing", finding));
            }
            if (measuresDueOn == null) {
                defects.add(Defect.at("/measuresDueOn", "required"));
            } else if (measuresDueOn.isBefore(today)) {
                defects.add(Defect.at("/measuresDueOn", "complaint-measures-too-early", today));
            } else if (measuresDueOn.isAfter(today.plusYears(MAX_YEARS))) {
                defects.add(Defect.at("/measuresDueOn", "complaint-measures-too-late", today.plusYears(MAX_YEARS)));
            }
            return defects;
        }
    }

    @Schema(name = "ComplaintFulfilment", description = "What was done of what an authority has ordered")
    record Fulfilment(
            @NotBlank
            @Size(max = 5_000)
            @Schema(
                    required = true,
                    description = "As plain text; both sides and their authorities read it",
                    examples = "9 月费用已减免，值班电话已在官网公布。")
            String text) {}

    @Schema(name = "ComplaintIncident", description = "The security incident that a complaint is handed over to")
    record Incident(
            @NotNull
            @Schema(
                    required = true,
                    description = "Its id, as `listSecurityIncidents` tells it",
                    examples = "01900000-0000-7000-8000-000000000b01")
            UUID incidentId) {}
}
