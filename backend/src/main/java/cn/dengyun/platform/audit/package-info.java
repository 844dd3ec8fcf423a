/** The audit trail: who did what, on a record that cannot be changed without being noticed. */
package cn.dengyun.platform.audit;
