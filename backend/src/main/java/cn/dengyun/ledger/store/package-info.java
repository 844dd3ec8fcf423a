/** The SQL of the ledger. */
package cn.dengyun.ledger.store;
