package cn.dengyun.voucher.domain;

import cn.dengyun.policy.domain.SubsidyBase;
import java.math.BigDecimal;

/**
 * A line of an order with the price of its plan.
 *
 * @param quantity of the plan, above 0, without zeros at its end
 * @param inclTaxFen its price, in fen
 * @param exTaxFen the same without tax, in fen; null when it is not known
 * @param amountFen what vouchers shall pay of it, in fen; where it is open, at most
 * @param isOpen whether they shall pay as much as they may, when what others ask for is paid
 */
public record OrderLine(
        String planCode,
        BigDecimal quantity,
        String description,
        long inclTaxFen,
        Long exTaxFen,
        long amountFen,
        boolean isOpen) {

    /** The price that a ratio is applied to, in fen; null when it is not known. */
    public Long priceFen(SubsidyBase basis) {
        return basis == SubsidyBase.EX_TAX ? exTaxFen : Long.valueOf(inclTaxFen);
    }

    ReservationLine paying(long baseFen, long paidFen) {
        return new ReservationLine(planCode, quantity, description, baseFen, paidFen);
    }
}
