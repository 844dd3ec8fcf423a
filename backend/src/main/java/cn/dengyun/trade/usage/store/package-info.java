/** The tables of usage. */
package cn.dengyun.trade.usage.store;
