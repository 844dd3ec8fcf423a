/** The money of a programme, region by region. */
package cn.dengyun.voucher.budget;
