/** Recoveries as values: what moves them, and what a plan of instalments may look like. */
package cn.dengyun.settlement.recovery.domain;
