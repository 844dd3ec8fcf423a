package cn.dengyun.ledger.domain;

import java.time.Instant;

/**
 * A transfer with its place.
 *
 * @param position among those of its programme, gapless from 1; null until it was numbered, some milliseconds after its
 *     commit
 */
public record NumberedTransfer(Transfer transfer, Long position, Instant numberedAt) {}
