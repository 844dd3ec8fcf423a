/**
 * Enterprises that have moved to the cloud, one for each credit code: what counts of them is judged anew from their
 * records whenever one changes and whenever the clock makes a difference. Their certificates can be verified without a
 * connection. Locks are taken in one order: records, enterprises by credit code, the counter of places.
 */
package cn.dengyun.adoption.enterprise;
