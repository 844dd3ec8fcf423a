package cn.dengyun.activity;

import cn.dengyun.shared.RegionCode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an organiser says of an activity, whole at first and changed in part. */
@Schema(name = "ActivityRequest", description = "What an activity is, where and when")
record ActivityForm(
        @NotNull @Schema(required = true, description = "What it is")
        ActivityKind kind,

        @NotBlank
        @Size(max = 200)
        @Schema(required = true, description = "What it is called; plain text of one line", examples = "企业登云实务培训（合肥站）")
        String title,

        @Size(max = MAX_DESCRIPTION)
        @Schema(
                nullable = true,
                description = "Markdown (CommonMark with tables), as of articles. Empty when absent",
                examples = "面向规模以上工业企业，讲解**云服务券**申领流程。")
        String description,

        @NotNull
        @Pattern(regexp = RegionCode.PATTERN)
        @Schema(
                required = true,
                description = "GB/T 2260 code of the division that it takes place in or is for; of an office its own"
                        + " region or one in it",
                examples = "340100")
        String regionCode,

        @Size(max = 200)
        @Schema(nullable = true, description = "Where; null where it is online alone", examples = "合肥市政务中心二楼报告厅")
        String venue,

        @Size(max = 500)
        @Pattern(regexp = "^https://[^\\s]+$")
        @Schema(
                nullable = true,
                description = "Address online; null where there is none",
                examples = "https://meeting.example.org/dengyun")
        String onlineUrl,

        @NotNull @Schema(required = true, description = "When it begins", examples = "2030-10-31T01:00:00Z")
        Instant startsAt,

        @NotNull @Schema(required = true, description = "When it ends", examples = "2030-10-31T04:00:00Z")
        Instant endsAt,

        @NotNull
        @Schema(required = true, description = "From when on one can register", examples = "2030-10-01T01:00:00Z")
        Instant registrationOpensAt,

        @NotNull
        @Schema(
                required = true,
                description = "From when on one cannot any more; not behind its end",
                examples = "2030-10-30T10:00:00Z")
        Instant registrationClosesAt,

        @NotNull
        @Min(1)
        @Max(5_000)
        @Schema(required = true, description = "How many people have a seat", examples = "50")
        Integer capacity,

        @Min(1)
        @Max(500)
        @Schema(
                nullable = true,
                description = "How many people of one enterprise may register; 3 when absent",
                examples = "3")
        Integer maxPerEnterprise,

        @Size(max = 20)
        @Schema(
                nullable = true,
                description = "Industries that it is for, GB/T 4754-2017; none when absent: all of them",
                examples = "[\"34\"]")
        List<@NotBlank @Size(max = 10) String> industries,

        @Size(max = 200)
        @Schema(
                nullable = true,
                description = "What it costs, in words; null: free of charge",
                examples = "资料费每人 50 元，现场缴纳")
        String price) {

    static final int MAX_DESCRIPTION = 5_000;

    private static final int USUAL_MAX_PER_ENTERPRISE = 3;

    ActivityForm {
        description = description == null ? "" : description;
        maxPerEnterprise = maxPerEnterprise == null ? USUAL_MAX_PER_ENTERPRISE : maxPerEnterprise;
        industries = industries == null ? List.of() : industries;
    }

    /** Whether whoever has registered for the other has to come to another place, or at another time. */
    boolean isMovedFrom(ActivityForm other) {
        return !startsAt.equals(other.startsAt)
                || !endsAt.equals(other.endsAt)
                || !Objects.equals(venue, other.venue)
                || !Objects.equals(onlineUrl, other.onlineUrl);
    }
}
