/**
 * Disputes between the two sides of an order: nothing of it moves until an authority has decided or whoever complained
 * takes it back. Orders are locked before their disputes.
 */
package cn.dengyun.trade.dispute;
