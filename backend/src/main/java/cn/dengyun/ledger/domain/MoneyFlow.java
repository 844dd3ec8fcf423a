package cn.dengyun.ledger.domain;

/**
 * What went from accounts of one kind to those of another, between two positions of a programme's ledger.
 *
 * @param amountFen more than 0, in fen
 */
public record MoneyFlow(AccountKind sourceKind, AccountKind destinationKind, long amountFen) {}
