/** Status, events, credentials and verification of vouchers over HTTP. */
package cn.dengyun.voucher.status.rest;
