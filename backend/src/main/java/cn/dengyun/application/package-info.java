/**
 * Applications for vouchers: tried beforehand, drafted, submitted at the opening second, reviewed by county, city and
 * province, published, and turned into vouchers.
 */
package cn.dengyun.application;
