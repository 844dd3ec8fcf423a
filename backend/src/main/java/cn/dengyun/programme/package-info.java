/**
 * Voucher programmes: what they promise, in which rules, from when to when, and who says so; and their money, region by
 * region.
 */
package cn.dengyun.programme;
