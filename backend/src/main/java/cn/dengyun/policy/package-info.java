/** The rules of programmes: who is eligible, for how much, by which clause; and what is suspicious. */
package cn.dengyun.policy;
