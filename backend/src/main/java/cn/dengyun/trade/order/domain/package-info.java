/** What an order is, costs, and is paid by public money: plain values. */
package cn.dengyun.trade.order.domain;
