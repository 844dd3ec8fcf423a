package cn.dengyun.settlement.claim.domain;

import cn.dengyun.settlement.evidence.domain.ReadingFault;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What a machine has read in a document of a claim when the rules judged it.
 *
 * @param sha256 of the bytes that were read
 * @param fault why it could not be read; null where it was
 * @param kind null where it could not be read, as all behind it
 * @param payerName the buyer, or who paid; null where the file does not say it, as the other three
 * @param payerCode its unified credit code
 * @param exTaxFen without tax, in fen; null of a slip
 * @param taxFen in fen; null of a slip, and where the invoice says none
 * @param amountFen tax included, in fen
 * @param differences names of {@link ReadingDifference}, the worst first
 */
public record ClaimReading(
        UUID claimId,
        int round,
        UUID documentId,
        String fileName,
        String sha256,
        ReadingFault fault,
        ClaimEvidenceKind kind,
        String number,
        LocalDate issuedOn,
        String payerName,
        String payerCode,
        String payeeName,
        String payeeCode,
        Long exTaxFen,
        Long taxFen,
        Long amountFen,
        List<String> differences) {

    public ClaimReading {
        differences = List.copyOf(differences);
    }

    public boolean isRead() {
        return fault == null;
    }

    /** Whether it is the file of what was typed, however it compares. */
    public boolean isOf(ClaimEvidence evidence) {
        return isRead() && evidence.is(kind) && evidence.number().equals(number);
    }

    /** Whether it says what was typed. */
    public boolean confirms(ClaimEvidence evidence) {
        return isOf(evidence) && differences.isEmpty();
    }

    public List<ReadingDifference> differing() {
        return differences.stream().map(ReadingDifference::valueOf).toList();
    }
}
