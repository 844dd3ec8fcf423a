/** What a bill is, what its lines come to and what may become of it. */
package cn.dengyun.trade.bill.domain;
