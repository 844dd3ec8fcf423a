package cn.dengyun.settlement.recovery.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * How somebody wants it to be paid back.
 *
 * @param proposedInstalments see {@link Instalments}
 * @param planProposedBy one of the debtor, or of the office
 */
public record ProposedPlan(String proposedInstalments, UUID planProposedBy, Instant planProposedAt) {}
