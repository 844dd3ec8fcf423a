package cn.dengyun.trade.demand;

import cn.dengyun.trade.order.NewOrder;
import cn.dengyun.trade.order.OwnLine;
import cn.dengyun.trade.order.domain.OwnWords;

/**
 * What a provider quotes of a plan.
 *
 * @param planCode what the line is called by in the order too, also where it is of no plan
 * @param planName of a line in own words its title
 * @param quantity as orders say it
 * @param listFen its list price when it was quoted, set-up included, in fen
 * @param netFen what the provider gets for all of it, tax included, in fen
 * @param ownWords null of a line of a plan
 */
record QuoteLine(String planCode, String planName, String quantity, long listFen, long netFen, OwnWords ownWords) {

    /** What it is in the order, where the provider says it in its own words. */
    OwnLine own() {
        return new OwnLine(planCode, planName, NewOrder.Line.units(quantity), ownWords);
    }
}
