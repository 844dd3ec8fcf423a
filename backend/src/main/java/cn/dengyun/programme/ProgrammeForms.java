package cn.dengyun.programme;

import cn.dengyun.programme.domain.ProgrammeKind;
import cn.dengyun.shared.Defect;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent about programmes. */
public final class ProgrammeForms {

    public static final int MAX_NAME = 200;
    public static final int MAX_SUMMARY = 5_000;

    private ProgrammeForms() {}

    /** A programme to be. */
    @Schema(name = "ProgrammeRequest", description = "A programme of the caller's own region and level")
    public record NewProgramme(
            @NotBlank
            @Size(max = MAX_NAME)
            @Schema(required = true, description = "The name in Chinese", examples = "2018 年安徽省云服务券")
            String nameZh,

            @Size(max = MAX_NAME)
            @Schema(
                    nullable = true,
                    description = "The name in English, where there is one",
                    examples = "Anhui cloud-service vouchers 2018")
            String nameEn,

            @Size(max = MAX_SUMMARY)
            @Schema(nullable = true, description = "What it is about, in Chinese", examples = "支持中小微企业购买云服务。")
            String summaryZh,

            @Size(max = MAX_SUMMARY)
            @Schema(
                    nullable = true,
                    description = "What it is about, in English",
                    examples = "Helps small and medium-sized enterprises buy cloud services.")
            String summaryEn,

            @NotNull
            @Min(2018)
            @Max(2100)
            @Schema(required = true, description = "The year whose budget pays for it", examples = "2018")
            Integer fiscalYear,

            @Schema(
                    nullable = true,
                    description = "In which way it pays, for good; absent: `VOUCHER`",
                    examples = "REWARD")
            ProgrammeKind kind,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Why the programme is set up", examples = "落实皖企登云行动计划")
            String reason) {}

    /** What people read about a programme. */
    record Texts(String nameZh, String nameEn, String summaryZh, String summaryEn) {

        List<Defect> defects() {
            List<Defect> defects = new ArrayList<>();
            if (nameZh == null || nameZh.isBlank()) {
                defects.add(Defect.at("/nameZh", "required"));
            }
            check(defects, "/nameZh", nameZh, MAX_NAME);
            check(defects, "/nameEn", nameEn, MAX_NAME);
            check(defects, "/summaryZh", summaryZh, MAX_SUMMARY);
            check(defects, "/summaryEn", summaryEn, MAX_SUMMARY);
            return defects;
        }

        private static void check(List<Defect> defects, String pointer, String text, int longest) {
            int length = text == null ? 0 : text.codePointCount(0, text.length());
            if (length > longest) {
                defects.add(Defect.at(pointer, "text-too-long", length, longest));
            }
        }
    }

    /** Another version of the rules. */
    @Schema(name = "RuleVersionRequest", description = "Another version of a programme's rules")
    public record NewRuleVersion(
            @Schema(required = true, implementation = RuleSetDocument.class)
            JsonNode rules,

            @Schema(
                    nullable = true,
                    description = "In force from then on, at the earliest from its approval; absent: from its approval",
                    examples = "2018-10-01T00:00:00Z")
            Instant effectiveFrom,

            @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "依据实施办法制定")
            String reason) {}

    /** Why an authority or finance does something. */
    @Schema(name = "ProgrammeReason", description = "Why it is done")
    public record Reason(
            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Kept on record", examples = "经局务会议研究同意")
            String reason) {}

    /** What everybody is told. */
    @Schema(name = "ProgrammeAnnouncement", description = "When a programme opens and closes")
    public record Window(
            @Schema(
                    nullable = true,
                    description = "First moment at which applications are taken; absent: to be set by an opening",
                    examples = "2018-07-01T01:00:00Z")
            Instant opensAt,

            @Schema(
                    nullable = true,
                    description = "First moment at which they are taken no more; absent: until it is closed",
                    examples = "2018-12-31T16:00:00Z")
            Instant closesAt,

            @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "按年度计划公告")
            String reason) {}

    /** A programme opens. */
    @Schema(name = "ProgrammeOpening", description = "When an announced programme opens")
    public record Opening(
            @Schema(
                    nullable = true,
                    description = "Not before what was announced; absent: now, if no time was announced",
                    examples = "2018-07-08T01:00:00Z")
            Instant opensAt,

            @Schema(nullable = true, description = "Absent: as announced", examples = "2018-12-31T16:00:00Z")
            Instant closesAt,

            @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "系统演练延期一周")
            String reason) {}
}
