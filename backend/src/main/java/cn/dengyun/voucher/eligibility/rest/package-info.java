/** Eligibility checks over HTTP. */
package cn.dengyun.voucher.eligibility.rest;
