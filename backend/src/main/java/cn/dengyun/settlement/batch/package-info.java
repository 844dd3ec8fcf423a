/**
 * Settlement batches: approved claims that are put on public notice and paid together, and what the bank says of them.
 * Locks are taken in one order: the batch, its lines by number, claims by id.
 */
package cn.dengyun.settlement.batch;
