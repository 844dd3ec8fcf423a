package cn.dengyun.settlement.award.domain;

import cn.dengyun.shared.Fen;
import java.math.BigDecimal;

/**
 * How much an award of a list is: a fixed amount, or a share of what was spent, up to that amount.
 *
 * @param mostFen what each award is, or the most that a share comes to, in fen
 * @param ratio above 0, at most 1; null where each award is fixed
 */
public record AwardTerms(long mostFen, BigDecimal ratio) {

    /** Whether an award is a share of what was spent, which has to be said and proven then. */
    public boolean isShare() {
        return ratio != null;
    }

    /**
     * What an award comes to: public money never pays the broken fen.
     *
     * @param baseFen what was spent, in fen; 0 where it is fixed
     */
    public long amountFen(long baseFen) {
        return isShare()
                ? Fen.of(baseFen).floorShare(ratio).min(Fen.of(mostFen)).amount()
                : mostFen;
    }
}
