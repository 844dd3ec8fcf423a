package cn.dengyun.trade.order;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The contract that both sides have signed.
 *
 * @param number null: that of the document, else the one that was said when the order was placed
 */
@Schema(name = "OrderContractRequest", description = "The contract of an order")
public record OrderContract(
        @NotNull
        @Schema(
                required = true,
                description = "A document on the order whose purpose is `CONTRACT`, in force and visible to both sides",
                examples = "01900000-0000-7000-8000-000000000811")
        UUID documentId,

        @Size(max = 100)
        @Pattern(regexp = "^\\S(.*\\S)?$")
        @Schema(
                nullable = true,
                description = "Its number; that of the document when absent, or the one that was said before",
                examples = "HT-2018-0042")
        String number) {}
