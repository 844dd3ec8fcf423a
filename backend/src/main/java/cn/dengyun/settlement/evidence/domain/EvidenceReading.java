package cn.dengyun.settlement.evidence.domain;

import cn.dengyun.shared.DocumentPurpose;
import java.time.LocalDate;

/**
 * What stands in an evidence file, or why that is not known. Nothing of it was guessed, rounded or cut.
 *
 * @param fault null where it was read; then kind, number, day and amount are known
 * @param kind {@code INVOICE} or {@code PAYMENT_PROOF}
 * @param number 20 digits of a 数电票, or code and number with a hyphen; the serial of a slip
 * @param payerName the buyer, or who paid; null where the file does not say it, as the other three
 * @param payerCode its unified credit code
 * @param exTaxFen without tax, in fen; null of a slip
 * @param taxFen in fen; null of a slip, and where the invoice says none
 * @param amountFen tax included, in fen
 */
public record EvidenceReading(
        ReadingFault fault,
        DocumentPurpose kind,
        String number,
        LocalDate issuedOn,
        String payerName,
        String payerCode,
        String payeeName,
        String payeeCode,
        Long exTaxFen,
        Long taxFen,
        Long amountFen) {

    public static EvidenceReading failed(ReadingFault fault) {
        return new EvidenceReading(fault, null, null, null, null, null, null, null, null, null, null);
    }

    public boolean isRead() {
        return fault == null;
    }
}
