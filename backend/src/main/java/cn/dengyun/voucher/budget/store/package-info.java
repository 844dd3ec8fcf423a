/** The SQL of budgets. */
package cn.dengyun.voucher.budget.store;
