package cn.dengyun.provider.payee;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the second person has read in the document. */
@Schema(name = "PayeeAccountVerification", description = "What a second person has read in the document")
record PayeeAccountVerification(
        @NotNull
        @Pattern(regexp = "^[0-9]{8,32}$")
        @Schema(
                required = true,
                description = "The number as it stands in the document, keyed in anew",
                examples = "1023701021000998877")
        String number,

        @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "与开户证明核对一致")
        String reason) {}
