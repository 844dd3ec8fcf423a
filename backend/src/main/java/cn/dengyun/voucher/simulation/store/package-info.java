/** Trials in the database. */
package cn.dengyun.voucher.simulation.store;
