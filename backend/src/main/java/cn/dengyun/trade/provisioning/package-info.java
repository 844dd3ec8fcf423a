/**
 * Services that begin and end at the provider's own endpoint. What is asked is written before a call and what was
 * answered behind it, each in a unit of work of its own, so that whoever goes on after a crash knows what may have been
 * done. Orders are locked before their provisionings.
 */
package cn.dengyun.trade.provisioning;
