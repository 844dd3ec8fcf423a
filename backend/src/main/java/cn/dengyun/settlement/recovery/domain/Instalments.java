package cn.dengyun.settlement.recovery.domain;

import cn.dengyun.shared.Defect;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plan by which money is paid back by and by, as it stands on record: {@code 2018-10-31:40000,2018-11-30:40000}. */
public final class Instalments {

    /** Of how many parts one consists at the most. */
    public static final int MAX = 36;

    /** Within how many years all of it is paid back. */
    public static final int MAX_YEARS = 3;

    private Instalments() {}

    /** None of no text. */
    public static List<Instalment> read(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",")).map(Instalments::one).toList();
    }

    private static Instalment one(String text) {
        int colon = text.indexOf(':');
        return new Instalment(LocalDate.parse(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }

    public static String write(List<Instalment> plan) {
        return plan.stream().map(each -> each.dueOn() + ":" + each.amountFen()).collect(Collectors.joining(","));
    }

    public static long sumFen(List<Instalment> plan) {
        return plan.stream().mapToLong(Instalment::amountFen).reduce(0, Math::addExact);
    }

    /**
     * The first part that is not paid in full; empty where all are.
     *
     * @param paidFen what has come in since the plan holds, in fen
     */
    public static Optional<Instalment> next(List<Instalment> plan, long paidFen) {
        long left = paidFen;
        for (Instalment each : plan) {
            left -= each.amountFen();
            if (left < 0) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /**
     * All that is wrong with one: it has to come to what is open, and its days have to follow each other from tomorrow
     * on, within three years.
     *
     * @param openFen what is still to be paid back, in fen
     */
    public static List<Defect> defects(List<Instalment> wanted, long openFen, LocalDate today) {
        List<Defect> defects = new ArrayList<>();
        LocalDate before = today;
        LocalDate last = today.plusYears(MAX_YEARS);
        for (int i = 0; i < wanted.size(); i++) {
            LocalDate due = wanted.get(i).dueOn();
            if (!due.isAfter(before) || due.isAfter(last)) {
                defects.add(Defect.at("/instalments/" + i + "/dueOn", "recovery-plan-day", before, last));
            } else {
                before = due;
            }
        }
        long sum = sumFen(wanted);
        if (sum != openFen) {
            defects.add(Defect.at("/instalments", "recovery-plan-sum", sum, openFen));
        }
        return defects;
    }
}
