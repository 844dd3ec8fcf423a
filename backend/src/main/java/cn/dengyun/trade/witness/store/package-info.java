/** The tables of witnesses. */
package cn.dengyun.trade.witness.store;
