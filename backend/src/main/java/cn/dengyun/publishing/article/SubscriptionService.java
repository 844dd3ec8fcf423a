package cn.dengyun.publishing.article;

import cn.dengyun.identity.account.EmailAddresses;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Of which articles people want mail, each for himself. */
@ApplicationScoped
class SubscriptionService {

    private final SubscriptionStore store;
    private final EmailAddresses addresses;
    private final Unsubscribing unsubscribing;
    private final ReferenceService reference;
    private final AuditTrail audit;
    private final Cursors cursors;
    private final Clock clock;

    SubscriptionService(
            SubscriptionStore store,
            EmailAddresses addresses,
            Unsubscribing unsubscribing,
            ReferenceService reference,
            AuditTrail audit,
            Cursors cursors,
            Clock clock) {
        this.store = store;
        this.addresses = addresses;
        this.unsubscribing = unsubscribing;
        this.reference = reference;
        this.audit = audit;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** Those of the actor, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<ArticleSubscription>> list(Actor actor, String cursor, int limit) {
        String query = "article-subscriptions?account=" + actor.id();
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        return store.page(actor.id(), before, limit + 1)
                .map(found -> cursors.pageById(query, found, limit, ArticleSubscription::id));
    }

    /**
     * Subscribes. Rejects with {@code invalid-request} (400), {@code article-subscription-unconfirmed},
     * {@code article-subscription-limit} and {@code article-subscription-exists} (409).
     */
    Effect<ArticleSubscription> subscribe(Actor actor, ArticleSubscriptionForm form) {
        return Effect.of(connection -> {
            requireFit(form);
            ArticleSubscription made = new ArticleSubscription(
                    Ids.next(),
                    actor.id(),
                    form.kind(),
                    form.topic(),
                    form.regionCode(),
                    reference.around(form.regionCode()),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            return addresses
                    .holders(connection, List.of(actor.id()))
                    .invoke(held -> {
                        if (held.isEmpty()) {
                            throw Rejection.conflict("article-subscription-unconfirmed");
                        }
                    })
                    .chain(() -> store.insert(connection, made))
                    .chain(() -> audit.write(connection, note("made", actor.id(), actor.organizationId())))
                    .replaceWith(made);
        });
    }

    private void requireFit(ArticleSubscriptionForm form) {
        if (form.regionCode() != null && !reference.isRegion(form.regionCode(), LocalDate.now(clock))) {
            throw Rejection.invalid(
                    List.of(Defect.at("/regionCode", "article-subscription-region-unknown", form.regionCode())));
        }
    }

    /** Ends one of the actor's. Rejects with {@code article-subscription-not-found} (404). */
    Effect<Void> end(Actor actor, UUID id) {
        return Effect.of(connection -> store.delete(connection, id, actor.id())
                .invoke(isThere -> {
                    if (!isThere) {
                        throw Rejection.notFound("article-subscription-not-found");
                    }
                })
                .chain(() -> audit.write(connection, note("ended", actor.id(), actor.organizationId()))));
    }

    /**
     * Ends what a mail came of, now or before. Rejects with {@code article-unsubscription-invalid} (400).
     *
     * @param token that the mail brought
     */
    Effect<Void> unsubscribe(String token) {
        Unsubscribing.Named named = unsubscribing.read(token);
        return Effect.of(connection -> store.deleteFitting(connection, named.account(), named.article())
                .chain(isAny -> isAny
                        ? audit.write(connection, note("ended", named.account(), null))
                        : Uni.createFrom().voidItem()));
    }

    private static AuditNote note(String what, UUID account, UUID organization) {
        return new AuditNote(
                "article-subscription." + what, "/api/v1/accounts/" + account, organization, null, null, null);
    }
}
