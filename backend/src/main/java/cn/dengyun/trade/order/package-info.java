/**
 * Orders of cloud services: each pins the version and the price of an offering, and owns what vouchers hold for it.
 * Locks are taken in one order: parties, provider, offering, orders by id, the name of the order, vouchers by id.
 */
package cn.dengyun.trade.order;
