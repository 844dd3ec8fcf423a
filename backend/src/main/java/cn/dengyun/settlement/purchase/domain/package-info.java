/** Contracts of offices as values: what moves them and their stages. */
package cn.dengyun.settlement.purchase.domain;
