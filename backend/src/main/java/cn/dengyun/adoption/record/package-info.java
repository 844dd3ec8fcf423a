/**
 * That enterprises use cloud services: by orders of the platform, and by what providers import. What a provider says
 * counts when its enterprise has not objected in the working days of the rule and its county has accepted the batch,
 * having looked at what the batch's seed has drawn. Locks are taken in one order: batch, records, adopted enterprises.
 */
package cn.dengyun.adoption.record;
