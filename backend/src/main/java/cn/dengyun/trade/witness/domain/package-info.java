/** Appointments of witnesses, what they read, and how it compares. */
package cn.dengyun.trade.witness.domain;
