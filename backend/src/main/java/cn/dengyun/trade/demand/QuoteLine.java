package cn.dengyun.trade.demand;

/**
 * What a provider quotes of a plan.
 *
 * @param quantity as orders say it
 * @param listFen its list price when it was quoted, set-up included, in fen
 * @param netFen what the provider gets for all of it, tax included, in fen
 */
record QuoteLine(String planCode, String planName, String quantity, long listFen, long netFen) {}
