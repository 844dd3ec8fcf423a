/** Long work: leased, ordered, resumable, cancellable, with progress. Short background work that comes in rounds. */
package cn.dengyun.platform.job;
