/** Vouchers over HTTP. */
package cn.dengyun.voucher.rest;
