/** Entitlements in the database. */
package cn.dengyun.settlement.entitlement.store;
