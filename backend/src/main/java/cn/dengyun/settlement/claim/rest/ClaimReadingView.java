package cn.dengyun.settlement.claim.rest;

import cn.dengyun.settlement.claim.domain.ClaimEvidenceKind;
import cn.dengyun.settlement.claim.domain.ClaimReading;
import cn.dengyun.settlement.claim.domain.ReadingDifference;
import cn.dengyun.settlement.evidence.domain.ReadingFault;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a machine has read in a document of a claim. */
@Schema(name = "SettlementClaimReading", description = "What a machine has read in a document of a claim")
record ClaimReadingView(
        @Schema(required = true, description = "The document")
        UUID documentId,

        @Schema(required = true, description = "Its name", examples = "dzfp_26342000000012345678.xml")
        String fileName,

        @Schema(
                required = true,
                description = "SHA-256 of what was read, lower-case hexadecimal",
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it could not be read; null where it was. Then nothing else of it is known")
        ReadingFault fault,

        @Schema(required = true, nullable = true, description = "What it is")
        ClaimEvidenceKind kind,

        @Schema(required = true, nullable = true, description = "Its number", examples = "26342000000012345678")
        String number,

        @Schema(required = true, nullable = true, description = "When it was issued or paid")
        LocalDate issuedOn,

        @Schema(
                required = true,
                nullable = true,
                description = "Who bought, or paid; null where it does not say",
                examples = "肥西示范精密机械有限公司")
        String payerName,

        @Schema(
                required = true,
                nullable = true,
                description = "Whose unified credit code it has; null where it does not say",
                examples = "91340123MA2RCX1234")
        String payerCode,

        @Schema(
                required = true,
                nullable = true,
                description = "Who sold, or was paid; null where it does not say",
                examples = "皖云示范云平台")
        String payeeName,

        @Schema(
                required = true,
                nullable = true,
                description = "Whose unified credit code it has; null where it does not say",
                examples = "91340100MA2RXJ5678")
        String payeeCode,

        @Schema(required = true, nullable = true, description = "Without tax, in fen", examples = "3396")
        Long exTaxFen,

        @Schema(required = true, nullable = true, description = "The tax, in fen", examples = "204")
        Long taxFen,

        @Schema(required = true, nullable = true, description = "Tax included, in fen", examples = "3600")
        Long amountFen,

        @Schema(
                required = true,
                description =
                        "In what it is not what was typed or certified, the worst first; empty where it is the same",
                maxItems = 7)
        List<ReadingDifference> differences) {

    static ClaimReadingView of(ClaimReading reading) {
        return new ClaimReadingView(
                reading.documentId(),
                reading.fileName(),
                reading.sha256(),
                reading.fault(),
                reading.kind(),
                reading.number(),
                reading.issuedOn(),
                reading.payerName(),
                reading.payerCode(),
                reading.payeeName(),
                reading.payeeCode(),
                reading.exTaxFen(),
                reading.taxFen(),
                reading.amountFen(),
                reading.differing());
    }
}
