/** Bills over HTTP. */
package cn.dengyun.trade.bill.rest;
