/** Vouchers over HTTP. */
package cn.dengyun.voucher.use.rest;
