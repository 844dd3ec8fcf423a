/**
 * Calls of addresses that others have given: to public places only, to the address that was checked, without following
 * redirects, and bounded in time and size.
 */
package cn.dengyun.platform.outbound;
