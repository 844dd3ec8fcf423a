/** Contracts between enterprises and providers: orders, and what leads to them and follows from them. */
package cn.dengyun.trade;
