package cn.dengyun.settlement.recovery.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * That what is open is given up.
 *
 * @param writeOffReason why, in the words of whoever has proposed it
 * @param writeOffBy who has approved it; null while it is proposed only
 */
public record WriteOff(UUID writeOffProposedBy, Instant writeOffProposedAt, String writeOffReason, UUID writeOffBy) {}
