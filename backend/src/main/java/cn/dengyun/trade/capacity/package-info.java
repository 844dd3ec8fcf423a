/**
 * Capability that is traded by the hour or the day: what providers can design, make or test, when it is free, and the
 * slots of it that enterprises book. Locks are taken in one order: the enterprise, both parties, provider, order,
 * capacity, slots by id.
 */
package cn.dengyun.trade.capacity;
