/** What a demo has beside the platform: a clock that can be moved on. */
package cn.dengyun.sandbox;
