/** Accounts, transfers between them, and the equation that holds at every position. */
package cn.dengyun.ledger.domain;
