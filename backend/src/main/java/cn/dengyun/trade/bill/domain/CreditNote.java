package cn.dengyun.trade.bill.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * What is taken off a bill, which itself stays as it was; never changed.
 *
 * @param number from 1, of those of the bill
 * @param amountFen tax included, in fen; above 0, and all of a bill together not above the bill
 * @param issuedBy who took it off: the provider, or the authority that decided
 */
public record CreditNote(
        UUID id, UUID billId, int number, long amountFen, String reason, UUID issuedBy, Instant issuedAt) {}
