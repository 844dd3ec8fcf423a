/** The SQL of programmes. */
package cn.dengyun.voucher.programme.store;
