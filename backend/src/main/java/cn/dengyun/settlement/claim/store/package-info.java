/** The tables of claims. */
package cn.dengyun.settlement.claim.store;
