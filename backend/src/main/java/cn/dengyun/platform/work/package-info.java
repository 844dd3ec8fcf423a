/** What waits for people: slices contribute it, the work list shows it. */
package cn.dengyun.platform.work;
