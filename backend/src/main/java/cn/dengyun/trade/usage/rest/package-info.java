/** Usage over HTTP. */
package cn.dengyun.trade.usage.rest;
