/**
 * Free trials of offerings: asked for by an enterprise, granted by the provider, ended by the clock. None becomes an
 * order by itself. Locks are taken in one order: the enterprise, both parties, provider, offering, trials by id.
 */
package cn.dengyun.trade.trial;
