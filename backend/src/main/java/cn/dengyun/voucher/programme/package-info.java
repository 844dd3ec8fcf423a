/** Voucher programmes: what they promise, in which rules, from when to when, and who says so. */
package cn.dengyun.voucher.programme;
