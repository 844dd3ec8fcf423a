package cn.dengyun.settlement.recovery.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * How it is paid back.
 *
 * @param instalments see {@link Instalments}
 * @param planFromFen what had come in before, in fen
 */
public record AgreedPlan(String instalments, Long planFromFen, UUID planAgreedBy, Instant planAgreedAt) {}
