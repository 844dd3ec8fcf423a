/** Contracts of offices over HTTP. */
package cn.dengyun.settlement.purchase.rest;
