/** Budgets and what is done to them. */
package cn.dengyun.voucher.budget.domain;
