/** The operations on witnesses, their readings and comparisons. */
package cn.dengyun.trade.witness.rest;
