/** Narrow reads of vouchers, the keys of credentials, and presentations. */
package cn.dengyun.voucher.status.store;
