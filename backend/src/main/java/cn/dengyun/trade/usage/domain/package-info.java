/** What was read of meters, and what it comes to: plain values. */
package cn.dengyun.trade.usage.domain;
