/**
 * What enterprises say of services that they ordered and accepted. Everybody reads it beside the offering; whose it is
 * only where the enterprise agreed. Locks are taken in one order: the enterprise, the order, the rating.
 */
package cn.dengyun.trade.rating;
