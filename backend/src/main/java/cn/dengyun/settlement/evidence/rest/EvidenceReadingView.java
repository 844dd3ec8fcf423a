package cn.dengyun.settlement.evidence.rest;

import cn.dengyun.settlement.evidence.domain.EvidenceReading;
import cn.dengyun.settlement.evidence.domain.ReadingFault;
import cn.dengyun.shared.DocumentPurpose;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What stands in an evidence file. */
@Schema(name = "EvidenceReading", description = "What stands in an evidence file")
record EvidenceReadingView(
        @Schema(
                required = true,
                nullable = true,
                description = "Why it could not be read; null where it was. Then the rest is null")
        ReadingFault fault,

        @Schema(
                required = true,
                nullable = true,
                description = "As what it goes on a claim: `INVOICE` or `PAYMENT_PROOF`")
        DocumentPurpose purpose,

        @Schema(
                required = true,
                nullable = true,
                description = "The code of an invoice that is not fully digitalised; null of others",
                examples = "034001800111")
        String code,

        @Schema(
                required = true,
                nullable = true,
                description = "The number of an invoice, the serial of a slip",
                examples = "26342000000012345678")
        String number,

        @Schema(required = true, nullable = true, description = "When it was issued or paid", examples = "2030-08-01")
        LocalDate issuedOn,

        @Schema(
                required = true,
                nullable = true,
                description = "Who bought, or paid; null where the file does not say",
                examples = "合肥示范制造有限公司")
        String payerName,

        @Schema(
                required = true,
                nullable = true,
                description = "Whose unified credit code it has; null where the file does not say",
                examples = "91340123MA2RCX1234")
        String payerCode,

        @Schema(
                required = true,
                nullable = true,
                description = "Who sold, or was paid; null where the file does not say",
                examples = "皖云示范云平台")
        String payeeName,

        @Schema(
                required = true,
                nullable = true,
                description = "Whose unified credit code it has; null where the file does not say",
                examples = "91340100MA2RXJ5678")
        String payeeCode,

        @Schema(required = true, nullable = true, description = "Without tax, in fen; null of slips", examples = "3396")
        Long exTaxFen,

        @Schema(
                required = true,
                nullable = true,
                description = "The tax, in fen; null of slips, and where an invoice says none",
                examples = "204")
        Long taxFen,

        @Schema(required = true, nullable = true, description = "Tax included, in fen", examples = "3600")
        Long amountFen) {

    static EvidenceReadingView of(EvidenceReading reading) {
        int hyphen =
                reading.kind() == DocumentPurpose.INVOICE ? reading.number().indexOf('-') : -1;
        return new EvidenceReadingView(
                reading.fault(),
                reading.kind(),
                hyphen < 0 ? null : reading.number().substring(0, hyphen),
                hyphen < 0 ? reading.number() : reading.number().substring(hyphen + 1),
                reading.issuedOn(),
                reading.payerName(),
                reading.payerCode(),
                reading.payeeName(),
                reading.payeeCode(),
                reading.exTaxFen(),
                reading.taxFen(),
                reading.amountFen());
    }
}
