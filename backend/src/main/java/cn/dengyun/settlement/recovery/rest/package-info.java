/** Recoveries over HTTP. */
package cn.dengyun.settlement.recovery.rest;
