/**
 * What is measured of orders: a meter for each line that is paid by measure, what the provider read of it, and what
 * became of that. Bills count it. Locks are taken in one order: orders before what was read of their meters.
 */
package cn.dengyun.trade.usage;
