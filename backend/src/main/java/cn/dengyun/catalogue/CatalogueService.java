package cn.dengyun.catalogue;

import cn.dengyun.catalogue.concession.Concessions;
import cn.dengyun.catalogue.document.OfferingCodes;
import cn.dengyun.catalogue.document.OfferingDeclaration;
import cn.dengyun.catalogue.document.OfferingReader;
import cn.dengyun.catalogue.document.OfferingReading;
import cn.dengyun.catalogue.domain.DeclarationDecision;
import cn.dengyun.catalogue.domain.DeclarationOutcome;
import cn.dengyun.catalogue.domain.MirrorChange;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.catalogue.domain.OfferingChange;
import cn.dengyun.catalogue.domain.OfferingStatus;
import cn.dengyun.catalogue.domain.OfferingTransition;
import cn.dengyun.catalogue.domain.OfferingVersion;
import cn.dengyun.catalogue.domain.OrderableOffering;
import cn.dengyun.catalogue.domain.RecordedOffering;
import cn.dengyun.catalogue.search.IndexEntry;
import cn.dengyun.catalogue.store.OfferingRevision;
import cn.dengyun.catalogue.store.OfferingStore;
import cn.dengyun.catalogue.store.OfferingWriter;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Single offerings: declaring, retiring, suspending, and reading what the caller may see. */
@ApplicationScoped
public class CatalogueService {

    private final OfferingStore offerings;
    private final OfferingWriter writer;
    private final OfferingReader reader;
    private final ProviderService providers;
    private final Concessions concessions;
    private final Outbox outbox;
    private final AuditTrail trail;
    private final Clock clock;

    CatalogueService(
            OfferingStore offerings,
            OfferingWriter writer,
            OfferingCodes codes,
            ProviderService providers,
            Concessions concessions,
            Outbox outbox,
            AuditTrail trail,
            Clock clock) {
        this.offerings = offerings;
        this.writer = writer;
        this.reader = new OfferingReader(codes);
        this.providers = providers;
        this.concessions = concessions;
        this.outbox = outbox;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * An offering that the actor may see: a published one of a provider that is fit everybody; another one its
     * provider, authorities, auditors and administrators.
     *
     * <p>Rejects with {@code offering-not-found}.
     */
    public Uni<Offering> get(UUID id, Actor actor) {
        return offerings.get(id).chain(offering -> visible(offering, actor, id));
    }

    /** The same by the provider's own key. Rejects with {@code offering-not-found}. */
    public Uni<Offering> get(UUID providerId, String externalId, Actor actor) {
        return offerings.get(providerId, externalId).chain(offering -> visible(offering, actor, externalId));
    }

    /**
     * What an order needs to know of an offering, read anew each time.
     *
     * <p>Rejects with {@code offering-not-found} (404).
     */
    public Uni<OrderableOffering> orderable(UUID id) {
        return offerings.orderable(id);
    }

    /**
     * The service category of a version of an offering, whatever became of that since; empty where it says none. For
     * work that shows it to nobody. Rejects with {@code offering-version-not-found} (404).
     */
    public Uni<Optional<String>> categoryOf(UUID id, int number) {
        return offerings
                .version(id, number)
                .map(found -> Optional.ofNullable(new JsonObject(found.contentJson()).getString("categoryCode")));
    }

    /**
     * Sees in the caller's unit of work that an offering still is what was looked up before, and that it stays so until
     * that ends: who began with another one begins anew ({@link ChangedMeanwhile}). Contracts about the same offering
     * do not wait for each other, changes of it wait for them.
     */
    public Uni<Void> requireUnchanged(SqlConnection connection, OrderableOffering known) {
        return offerings
                .held(connection, known.id())
                .invoke(held -> ChangedMeanwhile.unless(held.isAs(known)))
                .replaceWithVoid();
    }

    /** Who may not see it is told of nothing but what was {@code asked} for, as where there is none. */
    private Uni<Offering> visible(Offering offering, Actor actor, Object asked) {
        boolean isPublic = offering.status() == OfferingStatus.PUBLISHED
                && !providers.unfit().contains(offering.providerId());
        if (isPublic || seesAll(actor)) {
            return Uni.createFrom().item(offering);
        }
        return providers.find(offering.providerId()).map(provider -> {
            if (!actor.actsFor(provider.organizationId())) {
                throw Rejection.notFound("offering-not-found", asked);
            }
            return offering;
        });
    }

    /** Whether the actor acts for the offering's provider. */
    public Uni<Boolean> owns(Offering offering, Actor actor) {
        if (!actor.has(Roles.PROVIDER)) {
            return Uni.createFrom().item(false);
        }
        return providers.find(offering.providerId()).map(provider -> actor.actsFor(provider.organizationId()));
    }

    private static boolean seesAll(Actor actor) {
        return actor.has(Roles.AUTHORITY) || actor.has(Roles.AUDITOR) || actor.has(Roles.SYSADMIN);
    }

    /** A provider's own list, all statuses. Rejects with {@code provider-not-found} or {@code provider-not-yours}. */
    public Uni<List<Offering>> list(
            UUID providerId, Actor actor, String afterExternalId, OfferingStatus status, int limit) {
        return providers.find(providerId).chain(provider -> {
            if (!actor.actsFor(provider.organizationId()) && !seesAll(actor)) {
                throw Rejection.forbidden("provider-not-yours");
            }
            return offerings.list(providerId, afterExternalId, status, limit);
        });
    }

    /** Versions of an offering that the actor may see, the newest first. Rejects with {@code offering-not-found}. */
    public Uni<List<OfferingVersion>> versions(UUID id, Actor actor, int before, int limit) {
        return get(id, actor).chain(() -> offerings.versions(id, before, limit));
    }

    /** Rejects with {@code offering-not-found} or {@code offering-version-not-found}. */
    public Uni<OfferingVersion> version(UUID id, int number, Actor actor) {
        return get(id, actor).chain(() -> offerings.version(id, number));
    }

    /**
     * Public changes after a place in the feed: those of the position that come after the offering, then later
     * positions.
     */
    public Uni<List<OfferingChange>> changes(long position, UUID offeringId, int limit) {
        return offerings.changes(position, offeringId, limit);
    }

    /** What {@link #declare} did. */
    public record Declared(DeclarationOutcome outcome, Offering offering) {}

    /**
     * Creates or replaces the offering with the provider's key. The same content again writes nothing.
     *
     * @param body one JSON object, at most 2 MiB
     *     <p>Rejects with {@code invalid-request} (all defects), {@code changed-meanwhile}, {@code version-conflict},
     *     {@code offering-not-draftable}, {@code scope-missing}, {@code provider-not-found}, {@code provider-not-yours}
     *     or {@code provider-suspended} or {@code provider-disqualified}.
     */
    public Effect<Declared> declare(Actor actor, UUID providerId, String externalId, byte[] body, Precondition basis) {
        return Effect.of(
                () -> publisher(actor, providerId).invoke(() -> requireKey(externalId)),
                (connection, provider) -> writer.lock(connection, providerId, externalId)
                        .chain(recorded -> {
                            checkMatch(basis, recorded);
                            return declare(
                                    connection,
                                    actor,
                                    provider,
                                    externalId,
                                    recorded,
                                    sound(reader.readBody(body, externalId)));
                        }));
    }

    /**
     * Changes an offering by an RFC 7396 merge patch of its content; otherwise like {@link #declare}.
     *
     * <p>Rejects in addition with {@code offering-not-found} and {@code if-match-required}.
     */
    public Effect<Declared> patch(Actor actor, UUID providerId, String externalId, byte[] patch, Precondition basis) {
        return Effect.of(
                () -> publisher(actor, providerId),
                (connection, provider) -> locked(connection, providerId, externalId, basis)
                        .chain(current -> declare(
                                connection,
                                actor,
                                provider,
                                externalId,
                                current.recorded(),
                                sound(reader.readPatch(
                                        patch,
                                        current.contentJson(),
                                        current.status() == OfferingStatus.DRAFT,
                                        externalId)))));
    }

    private Uni<Declared> declare(
            SqlConnection connection,
            Actor actor,
            Provider provider,
            String externalId,
            RecordedOffering recorded,
            OfferingDeclaration declaration) {
        requireExpectedVersion(declaration, recorded);
        DeclarationDecision decision = DeclarationDecision.declare(recorded, declaration.hash(), declaration.isDraft());
        OfferingRevision revision = OfferingRevision.of(
                recorded, declaration, decision, IndexEntry.of(provider.id(), declaration.content()));
        return requireFit(connection, provider, recorded, declaration, decision)
                .chain(() -> carryOut(connection, actor, provider, recorded, revision))
                .chain(() -> offerings.get(connection, provider.id(), externalId))
                .map(offering -> new Declared(decision.outcome(), offering));
    }

    /** Whether new discounts fit the concessions that they name. */
    private Uni<Void> requireFit(
            SqlConnection connection,
            Provider provider,
            RecordedOffering recorded,
            OfferingDeclaration declaration,
            DeclarationDecision decision) {
        if (!decision.hasNewContent()) {
            return Uni.createFrom().voidItem();
        }
        return concessions
                .named(connection, provider.id(), List.of(declaration.content()))
                .invoke(named -> {
                    List<Defect> defects =
                            named.defects(recorded == null ? null : recorded.id(), declaration.content());
                    if (!defects.isEmpty()) {
                        throw Rejection.invalid(defects);
                    }
                })
                .replaceWithVoid();
    }

    /**
     * The offering as it stays until the unit of work ends, so that what is judged is what is changed. Rejects with
     * {@code offering-not-found}, and when somebody has changed it since.
     */
    private Uni<Offering> locked(SqlConnection connection, UUID providerId, String externalId, Precondition basis) {
        return writer.lock(connection, providerId, externalId)
                .chain(() -> offerings.get(connection, providerId, externalId))
                .invoke(offering -> OfferingTag.check(basis, offering.revision()));
    }

    private Uni<Void> carryOut(
            SqlConnection connection,
            Actor actor,
            Provider provider,
            RecordedOffering recorded,
            OfferingRevision revision) {
        Instant now = clock.instant();
        if (revision.decision().outcome() == DeclarationOutcome.UNCHANGED) {
            return writer.confirm(connection, provider.id(), now, List.of(revision.offeringId()));
        }
        UUID factId = Ids.next();
        return writer.write(connection, provider.id(), factId, actor.id(), now, List.of(revision))
                .invoke(written -> ChangedMeanwhile.unless(written == 1))
                .call(() -> outbox.write(
                        connection,
                        ChangeEvent.of(
                                factId,
                                provider,
                                changes(revision.change()),
                                ChangeEvent.single(revision.offeringId()),
                                now)))
                .call(() -> trail.write(connection, OfferingNote.declared(provider, recorded, revision)))
                .replaceWithVoid();
    }

    /**
     * Retires the offering. Rejects with {@code offering-not-found}, {@code offering-transition-not-allowed} and as
     * above.
     */
    public Effect<Void> retire(Actor actor, UUID providerId, String externalId, Precondition basis) {
        return Effect.of(
                () -> publisher(actor, providerId),
                (connection, provider) -> locked(connection, providerId, externalId, basis)
                        .chain(offering -> move(connection, provider, offering, OfferingTransition.RETIRE, null)));
    }

    /**
     * Hides an offering from the public, or shows it again. Only the provincial authority and the administrator may: a
     * provider serves the whole province.
     *
     * <p>Rejects with {@code offering-not-found}, {@code offering-transition-not-allowed}, {@code province-only}.
     */
    public Effect<Offering> move(Actor actor, UUID offeringId, OfferingTransition move, String reason) {
        if (actor.has(Roles.AUTHORITY) && !"340000".equals(actor.regionCode())) {
            throw Rejection.forbidden("province-only");
        }
        return Effect.of(
                () -> offerings
                        .get(offeringId)
                        .chain(offering -> providers
                                .find(offering.providerId())
                                .map(provider -> new Offered(provider, offering.externalId()))),
                (connection, offered) -> locked(
                                connection, offered.provider().id(), offered.externalId(), Precondition.NONE)
                        .call(offering -> move(connection, offered.provider(), offering, move, reason))
                        .chain(offering -> outbox.write(
                                connection,
                                OfferingEvent.of(move)
                                        .of(
                                                offered.provider().organizationId(),
                                                new OfferingEvent.Data(
                                                        offeringId,
                                                        offered.provider().id(),
                                                        new JsonObject(offering.contentJson()).getString("name"),
                                                        reason),
                                                clock.instant())))
                        .chain(() -> offerings.get(connection, offeringId)));
    }

    /** By what an offering is locked. */
    private record Offered(Provider provider, String externalId) {}

    private Uni<Void> move(
            SqlConnection connection, Provider provider, Offering offering, OfferingTransition move, String reason) {
        OfferingStatus target = move.from(offering.status());
        UUID factId = Ids.next();
        Instant now = clock.instant();
        return writer.move(connection, provider.id(), factId, now, target, List.of(offering.recorded()))
                .invoke(moved -> ChangedMeanwhile.unless(moved == 1))
                .call(() -> outbox.write(
                        connection,
                        ChangeEvent.of(
                                factId,
                                provider,
                                changes(MirrorChange.of(offering.status(), target, false)),
                                ChangeEvent.single(offering.id()),
                                now)))
                .call(() -> trail.write(connection, OfferingNote.moved(provider, offering, target, reason)))
                .replaceWithVoid();
    }

    private static List<MirrorChange> changes(MirrorChange change) {
        return change == null ? List.of() : List.of(change);
    }

    private Uni<Provider> publisher(Actor actor, UUID providerId) {
        return providers.findForPublishing(providerId, actor);
    }

    private static void requireKey(String externalId) {
        List<Defect> defects = OfferingReader.keyDefects(externalId);
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private static void checkMatch(Precondition basis, RecordedOffering recorded) {
        if (basis.ifMatch() == null) {
            return;
        }
        if (recorded == null) {
            throw Rejection.of(Rejection.Kind.STALE, "changed-meanwhile");
        }
        OfferingTag.check(basis, recorded.revision());
    }

    private static void requireExpectedVersion(OfferingDeclaration declaration, RecordedOffering recorded) {
        Integer expected = declaration.expectedVersion();
        int current = recorded == null ? 0 : recorded.version();
        if (expected != null && expected != current) {
            throw Rejection.conflict("version-conflict", expected, current);
        }
    }

    private static OfferingDeclaration sound(OfferingReading reading) {
        if (!reading.isSound()) {
            throw Rejection.invalid(new ArrayList<>(reading.defects()));
        }
        return reading.declaration();
    }
}
