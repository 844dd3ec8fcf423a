/** Rewards after the fact (奖补): lists of awards that are drawn up, granted, noticed and made final (ADR 0074). */
package cn.dengyun.settlement.award;
