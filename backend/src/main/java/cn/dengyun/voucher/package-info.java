/**
 * Cloud-service vouchers (云服务券) from their issue to their end: reservations, captures, refunds, freezes, revocation,
 * expiry. What a voucher is worth lies in its own accounts of the {@link cn.dengyun.ledger.LedgerService ledger} from
 * the day of issue and everything happens in its own row, so no two vouchers ever wait for each other.
 */
package cn.dengyun.voucher;
