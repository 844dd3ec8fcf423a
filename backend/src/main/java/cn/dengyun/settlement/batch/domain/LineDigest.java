package cn.dengyun.settlement.batch.domain;

import cn.dengyun.shared.Hashes;
import java.util.List;
import java.util.stream.Collectors;

/** The fingerprint of a batch: whoever has its lines can compute it again. */
public final class LineDigest {

    private LineDigest() {}

    /**
     * SHA-256 of the UTF-8 bytes of one line of text each, in the order of their numbers, with a line feed behind each:
     * {@code line|endToEndId|claimId|payeeId|accountId|amountFen}.
     */
    public static String of(List<BatchLine> lines) {
        return Hashes.sha256Hex(lines.stream()
                .map(each -> each.line() + "|" + each.endToEndId() + "|" + each.claimId() + "|" + each.payeeId() + "|"
                        + each.accountId() + "|" + each.amountFen() + "\n")
                .collect(Collectors.joining()));
    }
}
