package cn.dengyun.voucher.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the vouchers of an order hold for it and have paid, while they are locked.
 *
 * @param open what is held, not delivered, and not over
 * @param delivered what is held for what was delivered, by delivery
 * @param captured what was captured and not taken back
 * @param vouchers by id
 */
public record OrderStanding(
        List<HoldPart> open,
        Map<UUID, List<HoldPart>> delivered,
        List<HoldPart> captured,
        Map<UUID, Validity> vouchers) {

    /** Of an order that no voucher pays. */
    public static final OrderStanding NONE = new OrderStanding(List.of(), Map.of(), List.of(), Map.of());

    /**
     * Until when a voucher can be used.
     *
     * @param isOver whether it cannot any more; one that is frozen is not
     */
    public record Validity(boolean isOver, Instant until) {}

    /** What is held for one delivery. */
    public List<HoldPart> deliveredFor(UUID deliveryId) {
        return delivered.getOrDefault(deliveryId, List.of());
    }

    /** Whether the vouchers of all of these are over, so that nobody can use them otherwise. */
    public boolean isOver(Collection<HoldPart> parts) {
        return parts.stream().allMatch(part -> vouchers.get(part.voucherId()).isOver());
    }

    /** The latest moment until which one of their vouchers can be used; empty where there are none. */
    public Optional<Instant> lastUntil(Collection<HoldPart> parts) {
        return parts.stream()
                .map(part -> vouchers.get(part.voucherId()).until())
                .max(Instant::compareTo);
    }
}
