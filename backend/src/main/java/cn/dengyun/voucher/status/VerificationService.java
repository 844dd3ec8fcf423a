package cn.dengyun.voucher.status;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventData;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.domain.VoucherStatus;
import cn.dengyun.voucher.status.domain.Credential;
import cn.dengyun.voucher.status.domain.CredentialVerifier.Verification;
import cn.dengyun.voucher.status.domain.PresentedVoucher;
import cn.dengyun.voucher.status.domain.VoucherPresentation;
import cn.dengyun.voucher.status.domain.VoucherStanding;
import cn.dengyun.voucher.status.store.PresentationStore;
import cn.dengyun.voucher.status.store.StandingStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The provider's side: what was shown is checked, recorded, and a credential is used up by it. */
@ApplicationScoped
public class VerificationService {

    private final StandingStore vouchers;
    private final PresentationStore presentations;
    private final CredentialKeys keys;
    private final Outbox outbox;
    private final AuditTrail trail;
    private final StatusLimits limits;
    private final Clock clock;

    VerificationService(
            StandingStore vouchers,
            PresentationStore presentations,
            CredentialKeys keys,
            Outbox outbox,
            AuditTrail trail,
            StatusLimits limits,
            Clock clock) {
        this.vouchers = vouchers;
        this.presentations = presentations;
        this.keys = keys;
        this.outbox = outbox;
        this.trail = trail;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * What a provider may know of a voucher that was shown to it.
     *
     * @param isUsable whether this provider can have some of it reserved
     * @param isForAnother whether it can be used with another provider only
     */
    public record Recorded(
            VoucherPresentation presentation, PresentedVoucher presented, boolean isUsable, boolean isForAnother) {}

    /**
     * Records a presentation. A credential is good once: of two that come with the same one the second is refused,
     * whoever sends it and however long after.
     *
     * <p>Rejects with {@code invalid-request} (400), {@code voucher-not-found} (404),
     * {@code credential-already-presented} (409), {@code credential-not-genuine} and {@code credential-expired} (422).
     */
    public Effect<Recorded> verify(Actor actor, NewVerification shown) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Defect> defects = shown.defectsAt(now, limits.offlineFor());
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        Instant presentedAt =
                shown.presentedAt() == null ? now : shown.presentedAt().truncatedTo(ChronoUnit.MICROS);
        return Effect.of(connection -> {
            Credential credential = shown.credential() == null ? null : genuine(shown.credential(), presentedAt);
            String code = credential == null ? HumanCode.parse(shown.code()).orElseThrow() : credential.code();
            return vouchers.presented(connection, code)
                    .chain(found -> record(connection, actor, found, credential, presentedAt, now));
        });
    }

    private Credential genuine(String text, Instant presentedAt) {
        Verification verification = keys.verifier().verify(text, presentedAt);
        return switch (verification.verdict()) {
            case VALID -> verification.credential();
            case EXPIRED ->
                throw Rejection.of(
                        Rejection.Kind.UNPROCESSABLE,
                        "credential-expired",
                        verification.credential().expiresAt());
            default ->
                throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "credential-not-genuine", verification.verdict());
        };
    }

    private Uni<Recorded> record(
            SqlConnection connection,
            Actor actor,
            PresentedVoucher found,
            Credential credential,
            Instant presentedAt,
            Instant now) {
        VoucherStanding standing = found.standing();
        boolean isForAnother = found.boundTo() != null && !actor.actsFor(found.boundTo());
        VoucherPresentation presentation = new VoucherPresentation(
                Ids.next(),
                standing.id(),
                credential == null ? null : credential.nonce(),
                actor.organizationId(),
                standing.statusAt(now).name(),
                standing.availableFen(),
                presentedAt,
                now,
                actor.id());
        Recorded recorded = new Recorded(presentation, found, !isForAnother && standing.isUsableAt(now), isForAnother);
        return presentations
                .insert(connection, presentation)
                .invoke(isFirst -> {
                    if (!isFirst) {
                        throw Rejection.conflict("credential-already-presented");
                    }
                })
                .chain(() -> outbox.write(connection, event(recorded, now)))
                .chain(() -> trail.write(connection, note(recorded)))
                .replaceWith(recorded);
    }

    /** For the enterprise: its voucher was shown somewhere. */
    private static DomainEvent event(Recorded recorded, Instant now) {
        VoucherStanding standing = recorded.presented().standing();
        return PresentationEvent.PRESENTED.of(standing.organizationId(), state(recorded), now);
    }

    private static AuditNote note(Recorded recorded) {
        VoucherStanding standing = recorded.presented().standing();
        return new AuditNote(
                "voucher.presented",
                StatusService.VOUCHERS + standing.id(),
                standing.organizationId(),
                null,
                EventData.render(state(recorded)),
                null);
    }

    private static PresentationEvent.Data state(Recorded recorded) {
        VoucherPresentation presentation = recorded.presentation();
        return new PresentationEvent.Data(
                presentation.id(),
                presentation.voucherId(),
                presentation.organizationId(),
                presentation.presentedAt(),
                VoucherStatus.valueOf(presentation.status()),
                presentation.nonce() != null);
    }
}
