package cn.dengyun.trade.usage.domain;

import java.util.UUID;

/**
 * Who has changed what was measured of a time that was billed before.
 *
 * @param changedBy a person, or a system of the provider
 * @param reason in its words; null where it only came late
 */
public record UsageChange(UUID changedBy, String reason) {}
