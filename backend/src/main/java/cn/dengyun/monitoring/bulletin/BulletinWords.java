package cn.dengyun.monitoring.bulletin;

import cn.dengyun.platform.clock.ClockProducer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;

/** The words of bulletins, which are documents in Chinese. */
final class BulletinWords {

    /** Where there is no figure, and where it is protected. */
    static final String NONE = "—";

    static final String PROTECTED = "受保护";

    private static final int MONTHS_OF_QUARTER = 3;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy 年 M 月 d 日 HH:mm");

    private BulletinWords() {}

    /** What a bulletin is called at first. */
    static String title(BulletinPeriod period, YearMonth from) {
        return span(period, from) + "“皖企登云”工作评估通报";
    }

    /** What an erratum is called. */
    static String erratum(String title, int number) {
        return title + "勘误（第 " + number + " 号）";
    }

    /** Of which months its figures are, and as of when. */
    static String of(LocalDate fromMonth, LocalDate toMonth, Instant asOf) {
        return "统计期：" + YearMonth.from(fromMonth) + " 至 " + YearMonth.from(toMonth) + "；数据截至 "
                + MOMENT.format(asOf.atZone(ClockProducer.BUSINESS_ZONE)) + "。";
    }

    static String span(BulletinPeriod period, YearMonth from) {
        return from.getYear() + " 年"
                + switch (period) {
                    case MONTH -> " " + from.getMonthValue() + " 月";
                    case QUARTER -> "第 " + ((from.getMonthValue() - 1) / MONTHS_OF_QUARTER + 1) + " 季度";
                    case HALF_YEAR -> from.getMonthValue() == 1 ? "上半年" : "下半年";
                    case YEAR -> "度";
                };
    }
}
