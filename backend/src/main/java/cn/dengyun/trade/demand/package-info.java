/**
 * What enterprises need (供需对接): they publish a demand, providers quote, sealed until the demand takes no more, and the
 * enterprise awards one, which is an order then. Locks are taken in one order: the demand, its quotes, and then as
 * orders do.
 */
package cn.dengyun.trade.demand;
