/**
 * Applications for vouchers: drafted, handed in at the opening second, reviewed by county, city and province,
 * published, and turned into vouchers.
 */
package cn.dengyun.voucher.application;
