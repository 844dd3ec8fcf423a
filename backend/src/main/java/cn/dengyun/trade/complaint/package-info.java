/**
 * Complaints of enterprises about orders that were accepted: the provider answers, and an authority decides on what is
 * not settled. They are not public; everybody reads how many there are. Locks are taken in one order: the enterprise,
 * the complaint.
 */
package cn.dengyun.trade.complaint;
