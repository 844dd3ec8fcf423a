package cn.dengyun.trade.bill.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is taken off a bill, which itself stays as it was; never changed.
 *
 * @param number from 1, of those of the bill
 * @param amountFen tax included, in fen; above 0, and all of a bill together not above the bill
 * @param issuedBy who took it off: the provider, or the authority that decided
 * @param lines what it takes off which line, together its amount; empty where it names none, see {@link BillCredits}
 */
public record CreditNote(
        UUID id,
        UUID billId,
        int number,
        long amountFen,
        String reason,
        UUID issuedBy,
        Instant issuedAt,
        List<CreditNoteLine> lines) {

    public CreditNote {
        lines = List.copyOf(lines);
    }
}
