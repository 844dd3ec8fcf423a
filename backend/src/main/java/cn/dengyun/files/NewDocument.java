package cn.dengyun.files;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.shared.DocumentPurpose;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is put on a record. */
@Schema(name = "DocumentRequest", description = "An attachment that is put on a record, and what it is")
public record NewDocument(
        @NotNull
        @Schema(
                required = true,
                description = "A file that the record's organisation has sent with `createAttachment`; a file is on one"
                        + " record only",
                examples = "01900000-0000-7000-8000-000000000801")
        UUID attachmentId,

        @NotNull @Schema(required = true) DocumentPurpose purpose,

        @NotBlank @Size(max = 200) @Schema(required = true, description = "Who issued it", examples = "合肥市市场监督管理局")
        String issuer,

        @Size(max = 100)
        @Schema(nullable = true, description = "Its number; left out where it has none", examples = "HT-2018-0042")
        String number,

        @NotNull
        @Schema(required = true, description = "The day that stands on it", examples = "2018-06-01")
        @PlausibleDay
        LocalDate issuedOn,

        @NotNull @Schema(required = true) DocumentVisibility visibility,

        @Schema(
                nullable = true,
                description = "The document of the same record whose place it takes; left out when it takes none. The"
                        + " old one stays, with its hash")
        UUID replaces) {}
