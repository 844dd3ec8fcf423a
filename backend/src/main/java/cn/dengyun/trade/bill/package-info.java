/**
 * Bills of what meters say was used of orders: one a month, rated at what the order pinned, accepted or disputed by the
 * enterprise.
 */
package cn.dengyun.trade.bill;
