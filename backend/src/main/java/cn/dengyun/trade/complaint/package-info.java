/**
 * Complaints of enterprises about orders that were accepted: the provider answers, and an authority decides on what is
 * not settled. They are not public; everybody reads how many there are. Locks are taken in one order: the enterprise,
 * the order (whose row is shared by the complaint about it), the complaint, the security incident.
 */
package cn.dengyun.trade.complaint;
