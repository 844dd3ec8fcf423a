/**
 * Cloud-service vouchers (云服务券): programmes with their rules and budgets, applications, vouchers and their use. Money
 * is moved through the {@link cn.dengyun.ledger.LedgerService ledger}; what a voucher is worth lies in its own accounts
 * from the day of issue, so using it touches nothing that others need.
 */
package cn.dengyun.voucher;
