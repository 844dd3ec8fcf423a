package cn.dengyun.trade.bill.domain;

import cn.dengyun.catalogue.domain.Measured;
import java.time.LocalDate;

/**
 * What was used of a line of an order in a month, all of it that is known.
 *
 * @param line of the order, from 1
 * @param month its first day
 */
public record MonthUsage(int line, LocalDate month, Measured measured) {}
