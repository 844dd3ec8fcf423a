/** Settlement batches over HTTP. */
package cn.dengyun.settlement.batch.rest;
