/** The operations of programmes. */
package cn.dengyun.voucher.programme.rest;
