package cn.dengyun.settlement.claim.domain;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/**
 * A number that a claim rests on, as it is compared: capitals, no blanks.
 *
 * @param round of the claim in which it was said
 * @param line from 1, of the evidence of that round
 * @param issuerId the organisation whose number it is: the provider of contracts and invoices, the enterprise of the
 *     slips of its bank
 * @param amountFen tax included, in fen; null of a contract of which nobody said it
 * @param issuedOn when it was issued, or paid; null of a contract of which nobody said it
 * @param payerName who bought, or paid; null of a contract
 * @param payeeName who sold, or was paid; null of a contract
 */
public record ClaimEvidence(
        UUID claimId,
        int round,
        int line,
        ClaimEvidenceKind kind,
        UUID issuerId,
        String number,
        Long amountFen,
        LocalDate issuedOn,
        String payerName,
        String payeeName) {

    public boolean is(ClaimEvidenceKind wanted) {
        return kind == wanted;
    }

    /** Width, case, blanks, dashes and what nobody sees do not make two numbers of one. */
    public static String plain(String number) {
        return Normalizer.normalize(number, Normalizer.Form.NFKC)
                .replaceAll("[^\\p{L}\\p{N}]+", "")
                .toUpperCase(Locale.ROOT);
    }
}
