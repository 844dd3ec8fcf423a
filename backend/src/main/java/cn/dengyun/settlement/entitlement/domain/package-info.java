/** Entitlements as values: what moves them. */
package cn.dengyun.settlement.entitlement.domain;
