package cn.dengyun.trade.order.domain;

import cn.dengyun.policy.domain.SubsidyBase;
import cn.dengyun.shared.Fen;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * What a voucher pays of a line, as it was when that was ordered.
 *
 * @param subsidyFen when all of it is delivered at the price that was ordered, in fen
 * @param ratio that its programme pays of a price
 * @param basis of which price
 */
public record LineShare(UUID voucherId, long subsidyFen, BigDecimal ratio, SubsidyBase basis) {

    /** What so much costs as the programme counts it, in fen; 0 where that is not known. */
    long costFen(LineSubsidy.Part part) {
        if (basis == SubsidyBase.INCL_TAX) {
            return part.netFen();
        }
        return part.exTaxFen() == null ? 0 : part.exTaxFen();
    }

    /** The programme's share of that: what it pays together with all that pay no greater share is no more, in fen. */
    long shareFen(LineSubsidy.Part part) {
        return Fen.of(costFen(part)).floorShare(ratio).amount();
    }
}
