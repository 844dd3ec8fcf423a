package cn.dengyun.platform.monitoring;

/**
 * What one indicator of the statistics counts: each bean of this type says it of one, from the tables of its own slice.
 * Whoever counts knows it by its code alone, and puts all of them into statements of one snapshot.
 *
 * @param indicator its code, as the definitions have it; no other bean has it
 * @param rows a query without parameters but {@code $1}, the moment of the count ({@code timestamptz}). Its columns are
 *     {@code region_code} (the division that it counts in, under whichever code it was counted), {@code month} (a date,
 *     the first day of the month in Asia/Shanghai; of a stock that of the moment), {@code contributor} (the enterprise
 *     that an amount is of; of what is counted the thing itself) and {@code value} (not negative)
 */
public record IndicatorFigures(String indicator, String rows) {}
