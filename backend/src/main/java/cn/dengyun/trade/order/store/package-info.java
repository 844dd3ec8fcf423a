/** The tables of orders. */
package cn.dengyun.trade.order.store;
