/** The operations by which the ledger is looked at. */
package cn.dengyun.ledger.rest;
