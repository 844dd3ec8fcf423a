/** The SQL of programmes and their budgets. */
package cn.dengyun.programme.store;
