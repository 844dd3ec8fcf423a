/** Entitlements over HTTP. */
package cn.dengyun.settlement.entitlement.rest;
