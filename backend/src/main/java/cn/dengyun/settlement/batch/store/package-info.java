/** The SQL of settlement batches. */
package cn.dengyun.settlement.batch.store;
