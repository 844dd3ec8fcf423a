/**
 * What becomes of a voucher after its issue: reservations, captures, refunds, freezes, revocation, expiry. Everything
 * happens in the voucher's own row, so no two vouchers ever wait for each other.
 */
package cn.dengyun.voucher.use;
