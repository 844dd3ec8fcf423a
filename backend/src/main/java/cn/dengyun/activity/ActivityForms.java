package cn.dengyun.activity;

import cn.dengyun.shared.MobileNumber;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent of an activity and of who comes to it. */
final class ActivityForms {

    static final int MAX_CHECK_INS = 500;

    private ActivityForms() {}

    @Schema(name = "ActivityCancellationRequest", description = "Why an activity does not take place")
    record Cancellation(
            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Everybody reads it; plain text", examples = "因天气原因取消，另行安排。")
            String explanation) {}

    @Schema(
            name = "ActivityOutcomeRequest",
            description = "What came of an activity; how many were there is counted from the check-ins")
    record Outcome(
            @NotBlank
            @Size(max = 5_000)
            @Schema(required = true, description = "Everybody reads it; plain text", examples = "讲解了申领流程，现场答疑 20 余个。")
            String summary,

            @Size(max = 20) @Schema(nullable = true, description = "What was shown or handed out; none when absent")
            List<@NotNull @Valid ActivityMaterial> materials) {

        Outcome {
            materials = materials == null ? List.of() : materials;
        }
    }

    @Schema(name = "ActivityRegistrationRequest", description = "Who comes")
    record Participant(
            @NotBlank @Size(max = 50) @Schema(required = true, description = "The name of the person", examples = "张三")
            String name,

            @NotNull
            @Pattern(regexp = MobileNumber.FORM)
            @Schema(
                    required = true,
                    description = "The mobile number of the person, who can be registered once",
                    examples = "13800000000")
            String phone) {}

    @Schema(name = "ActivityFeedbackRequest", description = "What is said of an activity")
    record Feedback(
            @NotNull
            @Schema(
                    required = true,
                    description = "The registration of who was there",
                    examples = "01900000-0000-7000-8000-000000000f01")
            UUID registrationId,

            @NotNull
            @Min(1)
            @Max(5)
            @Schema(required = true, description = "From 1, poor, to 5, very good", examples = "4")
            Integer stars,

            @Size(max = 2_000)
            @Schema(nullable = true, description = "In words, as plain text", examples = "内容实用，希望增加操作演示。")
            String comment) {

        Feedback {
            comment = comment == null || comment.isBlank() ? null : comment.strip();
        }
    }

    @Schema(name = "CheckInRevocationRequest", description = "Why it is taken back that a person has come")
    record CheckInRevocation(
            @NotBlank
            @Size(max = 2_000)
            @Schema(
                    required = true,
                    description = "The enterprise of the person reads it; plain text",
                    examples = "经核实本人未到场，签到码由他人代为出示。")
            String explanation) {}

    @Schema(name = "CheckInsRequest", description = "Check-ins that a device has kept, also without a network")
    record CheckIns(
            @NotEmpty
            @Size(max = MAX_CHECK_INS)
            @Schema(required = true, description = "In any order; the same may be sent again")
            List<@NotNull @Valid CheckIn> entries) {}

    @Schema(name = "CheckInEntry", description = "A code that a device has read")
    record CheckIn(
            @NotBlank
            @Size(max = 100)
            @Schema(required = true, description = "What the device calls itself", examples = "door-1")
            String deviceId,

            @NotNull
            @Schema(
                    required = true,
                    description = "When, by the clock of the device",
                    examples = "2030-10-31T00:50:00Z")
            Instant at,

            @NotBlank
            @Size(max = 60)
            @Schema(
                    required = true,
                    description = "The code of the registration, as its QR code says",
                    examples = "7-R4K7-M2P9-QXT8-N5V3-D")
            String code) {}
}
