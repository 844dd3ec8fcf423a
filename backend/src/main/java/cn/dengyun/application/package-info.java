/**
 * Applications for vouchers: tried beforehand, drafted, handed in at the opening second, reviewed by county, city and
 * province, published, and turned into vouchers.
 */
package cn.dengyun.application;
