/** Operations that are safe to repeat. */
package cn.dengyun.platform.idempotency;
