/** Keyset pages and their signed cursors. */
package cn.dengyun.platform.paging;
