package cn.dengyun.trade.trial;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an enterprise wants to try. */
@Schema(name = "TrialRequest", description = "What is to be tried")
record NewTrial(
        @NotNull
        @Schema(required = true, description = "The offering", examples = "01900000-0000-7000-8000-000000000a02")
        UUID offeringId,

        @Positive
        @Schema(
                nullable = true,
                description = "The version whose terms were read; the present one when absent",
                examples = "1")
        Integer offeringVersion,

        @Size(max = 40)
        @Schema(
                nullable = true,
                description =
                        "A published concession of the kind `TRIAL` that holds today, whose length counts then; the"
                                + " offering's own free trial when absent",
                examples = "C7SK-WAG3-E55M")
        String concessionCode,

        @Size(max = 1_000)
        @Schema(nullable = true, description = "What for, for the provider to read", examples = "拟用于车间设备数据采集")
        String note) {

    NewTrial {
        concessionCode = concessionCode == null || concessionCode.isBlank() ? null : concessionCode.strip();
        note = note == null || note.isBlank() ? null : note.strip();
    }
}
