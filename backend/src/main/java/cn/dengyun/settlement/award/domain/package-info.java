/** Lists of awards as values: what moves them, and what an award comes to. */
package cn.dengyun.settlement.award.domain;
