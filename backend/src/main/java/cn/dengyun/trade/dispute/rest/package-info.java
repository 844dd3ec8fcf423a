/** Disputes about orders: operations and what they show. */
package cn.dengyun.trade.dispute.rest;
