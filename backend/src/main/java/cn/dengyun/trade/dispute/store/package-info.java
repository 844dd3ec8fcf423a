/** Disputes about orders: statements. */
package cn.dengyun.trade.dispute.store;
