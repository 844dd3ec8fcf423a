/** What an office wants to know of its region in one answer: nothing of it is counted or kept here. */
package cn.dengyun.monitoring.dashboard;
