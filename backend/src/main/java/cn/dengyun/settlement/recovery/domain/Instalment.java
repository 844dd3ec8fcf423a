package cn.dengyun.settlement.recovery.domain;

import java.time.LocalDate;

/**
 * A part of what is owed.
 *
 * @param dueOn the last day on which it is in time
 * @param amountFen in fen, positive
 */
public record Instalment(LocalDate dueOn, long amountFen) {}
