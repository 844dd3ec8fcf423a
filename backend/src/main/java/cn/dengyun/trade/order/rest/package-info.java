/** Orders over HTTP. */
package cn.dengyun.trade.order.rest;
