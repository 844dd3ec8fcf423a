/**
 * The contract at run time: it is served, whole and by tag, and requests are held to what it says of their address.
 * What goes into it is written while the platform is built, in {@code platform.openapi}.
 */
package cn.dengyun.platform.contract;
