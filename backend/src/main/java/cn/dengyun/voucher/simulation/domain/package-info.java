/** Trials as they are on record. */
package cn.dengyun.voucher.simulation.domain;
