/** How a voucher stands, its credential and the list by which credentials are checked offline; Java only. */
package cn.dengyun.voucher.status.domain;
