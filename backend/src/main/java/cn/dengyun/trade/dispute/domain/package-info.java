/** Disputes about orders: values and the table of the lifecycle. */
package cn.dengyun.trade.dispute.domain;
