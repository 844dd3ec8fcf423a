/** Programmes and their budgets, their lifecycles and what is recorded of them. */
package cn.dengyun.programme.domain;
