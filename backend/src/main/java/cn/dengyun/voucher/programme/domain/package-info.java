/** Programmes, their lifecycle and what is recorded of them. */
package cn.dengyun.voucher.programme.domain;
