/**
 * Delegations: an enterprise lets an agent act for it. Who acts is known as the principal's
 * {@link cn.dengyun.shared.Actor} with a mandate; operations say with {@link cn.dengyun.platform.security.Delegable}
 * what an agent may do. Slices in which an agent could deal with itself ask
 * {@link cn.dengyun.identity.delegation.SelfDealing}.
 */
package cn.dengyun.identity.delegation;
