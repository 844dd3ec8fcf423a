/** Paying out what was captured: claims, batches and what the bank says. */
package cn.dengyun.settlement;
