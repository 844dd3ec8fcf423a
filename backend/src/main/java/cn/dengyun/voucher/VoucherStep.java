package cn.dengyun.voucher;

import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Refund;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.Voucher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * One step in the life of a voucher, with everything that hangs on it: what became of the voucher and of its holds,
 * what went back to its budget, what the ledger records, and whom it is told to. It decides nothing and writes nothing;
 * {@link VoucherWriter} carries it out.
 */
final class VoucherStep {

    private final VoucherEvent event;
    private final Voucher before;
    private final Voucher moved;
    private final Instant at;
    private final List<Function<Voucher, Transfer>> postings = new ArrayList<>();
    private final List<Reservation> held = new ArrayList<>();
    private final List<Reservation> ended = new ArrayList<>();
    private final List<Captured> captured = new ArrayList<>();
    private final List<Refunded> refunded = new ArrayList<>();
    private final List<DomainEvent> alsoTold = new ArrayList<>();
    private long toBudgetFen;
    private String reason;
    private String told;

    /** Captured money that was taken back, and what is left of its capture. */
    record Refunded(Redemption redemption, Refund refund) {}

    /**
     * Money that was captured of a hold.
     *
     * @param partner the organisation of the provider
     */
    record Captured(Redemption redemption, Reservation hold, UUID partner) {}

    private VoucherStep(VoucherEvent event, Voucher before, Voucher moved, Instant at) {
        this.event = event;
        this.before = before;
        this.moved = moved;
        this.at = at;
    }

    /**
     * A step that only changes the voucher.
     *
     * @param event that the enterprise and its authorities are told
     * @param moved the voucher afterwards, as its own moves made it of {@code before}
     */
    static VoucherStep of(VoucherEvent event, Voucher before, Voucher moved, Instant at) {
        return new VoucherStep(event, before, moved, at);
    }

    /** Gives so much back to the voucher's budget, in fen; 0: nothing. */
    VoucherStep returning(long amountFen) {
        toBudgetFen = amountFen;
        return this;
    }

    /** Records a transfer of the voucher as it is afterwards. */
    VoucherStep posting(Function<Voucher, Transfer> posting) {
        postings.add(posting);
        return this;
    }

    VoucherStep holding(Reservation reservation) {
        held.add(reservation);
        return this;
    }

    VoucherStep ending(Reservation reservation) {
        ended.add(reservation);
        return this;
    }

    VoucherStep capturing(Redemption redemption, Reservation hold, UUID partner) {
        captured.add(new Captured(redemption, hold, partner));
        return this;
    }

    VoucherStep refunding(Redemption redemption, Refund refund) {
        refunded.add(new Refunded(redemption, refund));
        return this;
    }

    /** Tells somebody else than the enterprise and its authorities. */
    VoucherStep alsoTelling(DomainEvent domainEvent) {
        alsoTold.add(domainEvent);
        return this;
    }

    /** @param why in the words of whoever decided; may be null */
    VoucherStep because(String why) {
        reason = why;
        told = why;
        return this;
    }

    /** Tells the enterprise another reason than that of whoever decided: of a proposal, that of whoever made it. */
    VoucherStep telling(String why) {
        told = why;
        return this;
    }

    VoucherEvent event() {
        return event;
    }

    Voucher before() {
        return before;
    }

    Voucher moved() {
        return moved;
    }

    Instant at() {
        return at;
    }

    String reason() {
        return reason;
    }

    String told() {
        return told;
    }

    long toBudgetFen() {
        return toBudgetFen;
    }

    List<Function<Voucher, Transfer>> postings() {
        return postings;
    }

    List<Reservation> held() {
        return held;
    }

    List<Reservation> ended() {
        return ended;
    }

    List<Captured> captured() {
        return captured;
    }

    List<Refunded> refunded() {
        return refunded;
    }

    List<DomainEvent> alsoTold() {
        return alsoTold;
    }
}
