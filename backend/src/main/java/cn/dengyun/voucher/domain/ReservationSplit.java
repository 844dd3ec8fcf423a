package cn.dengyun.voucher.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A hold of an order, and the two that took its place: together they hold what it held, line by line, for the same
 * time. No money moves; it stays held by the voucher.
 *
 * @param parent as it ended
 * @param given what was asked for
 * @param rest what is left
 */
public record ReservationSplit(Reservation parent, Reservation given, Reservation rest) {

    public ReservationSplit {
        boolean isWhole = Math.addExact(given.amountFen(), rest.amountFen()) == parent.amountFen()
                && given.amountFen() > 0
                && rest.amountFen() > 0
                && fenByPlan(List.of(given, rest)).equals(fenByPlan(List.of(parent)));
        boolean isAlike = List.of(given, rest).stream()
                .allMatch(part -> parent.id().equals(part.parentId())
                        && part.voucherId().equals(parent.voucherId())
                        && Objects.equals(part.orderId(), parent.orderId())
                        && part.expiresAt().equals(parent.expiresAt())
                        && Objects.equals(part.voucherUntil(), parent.voucherUntil()));
        if (!isWhole || !isAlike || parent.status() != ReservationStatus.SPLIT) {
            throw new IllegalStateException("the parts of reservation " + parent.id() + " are not what it was");
        }
    }

    /** The same with other marks on the part that was asked for. */
    public ReservationSplit giving(Reservation marked) {
        return new ReservationSplit(parent, marked, rest);
    }

    private static Map<String, Long> fenByPlan(List<Reservation> holds) {
        Map<String, Long> fen = new HashMap<>();
        List<ReservationLine> lines = new ArrayList<>();
        holds.forEach(hold -> lines.addAll(hold.lines()));
        lines.forEach(line -> fen.merge(line.planCode(), line.amountFen(), Math::addExact));
        return fen;
    }
}
