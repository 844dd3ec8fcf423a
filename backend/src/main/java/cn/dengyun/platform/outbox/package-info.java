/** Events written with the change that makes them true, and numbered afterwards. */
package cn.dengyun.platform.outbox;
