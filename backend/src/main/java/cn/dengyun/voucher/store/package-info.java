/** The SQL of vouchers, reservations, redemptions and refunds. */
package cn.dengyun.voucher.store;
