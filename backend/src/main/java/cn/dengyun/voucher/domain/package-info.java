/** Vouchers and what is done with them: pure rules over immutable records, one table of moves per lifecycle. */
package cn.dengyun.voucher.domain;
