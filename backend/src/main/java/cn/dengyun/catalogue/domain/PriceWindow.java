package cn.dengyun.catalogue.domain;

import java.math.BigDecimal;

/**
 * What a unit costs at a time of the day, Asia/Shanghai.
 *
 * @param from a quarter of an hour such as {@code 08:00}
 * @param to the quarter at which it ends, {@code 24:00} at the latest
 * @param unitPriceFen fen per unit
 */
public record PriceWindow(WindowDays days, String from, String to, BigDecimal unitPriceFen) {

    private static final int MINUTES_OF_AN_HOUR = 60;

    /** Whether it holds in a minute of a day, counted from 0. */
    public boolean covers(boolean isWorkingDay, int minute) {
        return days.isOn(isWorkingDay) && minute >= minuteOf(from) && minute < minuteOf(to);
    }

    /** The same at another price. */
    PriceWindow at(BigDecimal otherPriceFen) {
        return new PriceWindow(days, from, to, otherPriceFen);
    }

    /** The minute of the day that a time such as {@code 08:15} is. */
    public static int minuteOf(String time) {
        return Integer.parseInt(time, 0, 2, 10) * MINUTES_OF_AN_HOUR + Integer.parseInt(time, 3, 5, 10);
    }
}
