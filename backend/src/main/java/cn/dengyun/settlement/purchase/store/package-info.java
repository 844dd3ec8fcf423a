/** Contracts of offices in the database. */
package cn.dengyun.settlement.purchase.store;
