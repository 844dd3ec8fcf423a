package cn.dengyun.settlement.batch.domain;

import java.time.LocalDate;

/**
 * One row of what a bank says of a batch.
 *
 * @param row as spreadsheets count: the header is 1
 * @param amountFen in fen; null where the cell could not be read
 * @param said null where the cell could not be read
 * @param reasonCode of ISO 20022; empty where the bank has paid
 * @param unreadable name of the first column that is missing or cannot be read; null when all of them can
 */
public record BankResult(
        int row,
        String endToEndId,
        Long amountFen,
        String currency,
        Said said,
        String reasonCode,
        String bankReference,
        LocalDate valueOn,
        String unreadable) {

    /** What the bank says of a payment. */
    public enum Said {
        PAID,
        FAILED,
        /** It was paid, and the money came back. */
        RETURNED
    }
}
