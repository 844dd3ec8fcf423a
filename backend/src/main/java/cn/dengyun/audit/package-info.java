/**
 * The audit trail for those who may read it: entries, verifications of the chain, erasures of personal data. Flat; what
 * writes and chains the trail is {@code platform.audit}.
 */
package cn.dengyun.audit;
