package cn.dengyun.trade.dispute.domain;

import java.time.Instant;
import java.util.UUID;

/** What somebody has said in a dispute, for all who may know of it. It is never changed. */
public record DisputeMessage(UUID id, UUID disputeId, DisputeSpeaker speaker, UUID byId, Instant at, String text) {}
