/**
 * Witnesses of usage: whoever the province has appointed reports what it has seen itself of meters of others, and that
 * is held against what their providers report (ADR 0073).
 */
package cn.dengyun.trade.witness;
