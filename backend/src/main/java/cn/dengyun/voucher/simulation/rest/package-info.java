/** Trials over HTTP. */
package cn.dengyun.voucher.simulation.rest;
