/**
 * Contests (大赛) and the selection of outstanding CIOs (首席信息官评选): who is nominated, who judges and may not, by which
 * scores titles are granted. Locks are taken in one order: the organisations, the contest, what belongs to it. Whatever
 * changes anything of a contest holds its row alone.
 */
package cn.dengyun.activity.contest;
