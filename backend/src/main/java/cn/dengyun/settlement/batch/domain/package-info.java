/** What a batch, its lines and the bank's results are, and what follows from them: plain values. */
package cn.dengyun.settlement.batch.domain;
