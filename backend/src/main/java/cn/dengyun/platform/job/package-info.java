/** Long work: leased, ordered, resumable, cancellable, with progress. */
package cn.dengyun.platform.job;
