package cn.dengyun.provider.payee;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The account that an organisation wants to be paid to. */
@Schema(name = "PayeeAccountRequest", description = "The account that the organisation wants to be paid to")
record PayeeAccountForm(
        @NotBlank
        @Size(max = 200)
        @Schema(
                required = true,
                description = "Holder of the account, which is the organisation itself",
                examples = "肥西示范精密机械有限公司")
        String holder,

        @NotBlank
        @Size(max = 200)
        @Schema(required = true, description = "The bank and its branch", examples = "徽商银行肥西支行")
        String bankName,

        @NotNull
        @Pattern(regexp = "^[0-9]{12}$")
        @Schema(required = true, description = "CNAPS code of the branch, 12 digits", examples = "319361000013")
        String bankCode,

        @NotNull
        @Pattern(regexp = "^[0-9]{8,32}$")
        @Schema(
                required = true,
                description = "Digits only; a card number (62…) is held against its check digit",
                examples = "1023701021000998877")
        String number,

        @NotNull
        @Schema(
                required = true,
                description = "An attachment of the organisation that shows the account, such as the bank's"
                        + " certificate of it",
                examples = "01900000-0000-7000-8000-000000000b01")
        UUID documentId) {}
