/**
 * Activities (培训、参观、沙龙、对接): who holds them, who registers and was there, what came of them. Locks are taken in one
 * order: the organisations, the provider, the activity, its seats, registrations. Whatever counts seats holds the row
 * of the seats alone.
 */
package cn.dengyun.activity;
