/**
 * The ledger of public money: append-only double entry per programme. It knows no slice; who moves money says which
 * account it leaves and which it enters, in the unit of work that makes it so.
 */
package cn.dengyun.ledger;
