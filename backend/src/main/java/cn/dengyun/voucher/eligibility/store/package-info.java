/** What eligibility checks read. */
package cn.dengyun.voucher.eligibility.store;
