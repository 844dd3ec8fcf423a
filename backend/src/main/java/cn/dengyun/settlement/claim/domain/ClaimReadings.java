package cn.dengyun.settlement.claim.domain;

import cn.dengyun.settlement.claim.domain.ClaimSituation.Side;
import cn.dengyun.settlement.evidence.domain.EvidenceReading;
import cn.dengyun.shared.DocumentPurpose;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Compares what was read in files with what was typed and with who both sides are. Pure. */
public final class ClaimReadings {

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private ClaimReadings() {}

    /** A file as it was read. */
    public record ReadFile(UUID documentId, String fileName, String sha256, EvidenceReading reading) {}

    /** One of each file, in their order. */
    public static List<ClaimReading> compared(
            SettlementClaim claim, List<ReadFile> files, List<ClaimEvidence> evidence, Side enterprise, Side provider) {
        return files.stream()
                .map(file -> compared(claim, file, evidence, enterprise, provider))
                .toList();
    }

    private static ClaimReading compared(
            SettlementClaim claim, ReadFile file, List<ClaimEvidence> evidence, Side enterprise, Side provider) {
        EvidenceReading read = file.reading();
        ClaimReading plain = new ClaimReading(
                claim.id(),
                claim.round(),
                file.documentId(),
                file.fileName(),
                file.sha256(),
                read.fault(),
                read.isRead() ? kind(read.kind()) : null,
                number(read),
                read.issuedOn(),
                read.payerName(),
                read.payerCode(),
                read.payeeName(),
                read.payeeCode(),
                read.exTaxFen(),
                read.taxFen(),
                read.amountFen(),
                List.of());
        return plain.isRead() ? with(plain, differences(plain, evidence, enterprise, provider)) : plain;
    }

    private static ClaimEvidenceKind kind(DocumentPurpose purpose) {
        return purpose == DocumentPurpose.INVOICE ? ClaimEvidenceKind.INVOICE : ClaimEvidenceKind.BANK_RECEIPT;
    }

    /** As it is compared: a serial without blanks and dashes, an invoice as it stands. */
    private static String number(EvidenceReading read) {
        return !read.isRead() || read.kind() == DocumentPurpose.INVOICE
                ? read.number()
                : ClaimEvidence.plain(read.number());
    }

    private static List<ReadingDifference> differences(
            ClaimReading read, List<ClaimEvidence> evidence, Side enterprise, Side provider) {
        List<ReadingDifference> differences = new ArrayList<>();
        ClaimEvidence typed = evidence.stream().filter(read::isOf).findFirst().orElse(null);
        if (typed == null) {
            differences.add(ReadingDifference.NUMBER);
        } else {
            if (!read.amountFen().equals(typed.amountFen())) {
                differences.add(ReadingDifference.AMOUNT);
            }
            if (!read.issuedOn().equals(typed.issuedOn())) {
                differences.add(ReadingDifference.DAY);
            }
        }
        if (read.payerCode() != null && !read.payerCode().equals(enterprise.creditCode())) {
            differences.add(ReadingDifference.PAYER_CODE);
        }
        if (read.payeeCode() != null && !read.payeeCode().equals(provider.creditCode())) {
            differences.add(ReadingDifference.PAYEE_CODE);
        }
        if (typed != null && differ(read.payerName(), typed.payerName())) {
            differences.add(ReadingDifference.PAYER_NAME);
        }
        if (typed != null && differ(read.payeeName(), typed.payeeName())) {
            differences.add(ReadingDifference.PAYEE_NAME);
        }
        return differences;
    }

    private static boolean differ(String read, String typed) {
        return read != null && !plain(read).equals(plain(typed));
    }

    /** As people write names: width, case, blanks and punctuation do not matter. */
    static String plain(String name) {
        String wide = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return NO_LETTERS.matcher(wide).replaceAll("").replace("有限责任公司", "有限公司");
    }

    private static ClaimReading with(ClaimReading read, List<ReadingDifference> differences) {
        return new ClaimReading(
                read.claimId(),
                read.round(),
                read.documentId(),
                read.fileName(),
                read.sha256(),
                read.fault(),
                read.kind(),
                read.number(),
                read.issuedOn(),
                read.payerName(),
                read.payerCode(),
                read.payeeName(),
                read.payeeCode(),
                read.exTaxFen(),
                read.taxFen(),
                read.amountFen(),
                differences.stream().map(ReadingDifference::name).toList());
    }
}
