/** Lists of awards in the database. */
package cn.dengyun.settlement.award.store;
