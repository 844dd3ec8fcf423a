/** Bills in the database. */
package cn.dengyun.trade.bill.store;
