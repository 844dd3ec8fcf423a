/** Lists of awards over HTTP. */
package cn.dengyun.settlement.award.rest;
