package cn.dengyun.voucher.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Which holds a list shows; what is null lets all through.
 *
 * @param status the status that they show at the moment of the list
 * @param externalReference the provider's own number of the order, in full
 * @param from the first moment of reservation
 * @param to the first moment of reservation that is not wanted any more
 */
public record ReservationFilter(
        UUID voucherId,
        ReservationStatus status,
        UUID providerId,
        String externalReference,
        Instant from,
        Instant to) {}
