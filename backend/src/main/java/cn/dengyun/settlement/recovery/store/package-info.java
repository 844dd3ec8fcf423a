/** Recoveries in the database. */
package cn.dengyun.settlement.recovery.store;
