package cn.dengyun.provider.qualification;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.files.DocumentService;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.identity.organization.OrganizationLinks;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderRegister;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.DocumentPurpose;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Qualifications, from the draft to the end of their year. What is not there for the actor is refused with
 * {@code provider-qualification-not-found} (404), whoever has no say with {@code not-yours} (403), what the table of
 * moves does not have with {@code transition-not-allowed} (409).
 */
@ApplicationScoped
class ProviderQualificationService {

    private final AggregateStore<ProviderQualification> qualifications;
    private final AggregateStore<QualificationObjection> objections;
    private final QualificationStore store;
    private final QualificationDossiers dossiers;
    private final DocumentService documents;
    private final ProviderRegister register;
    private final ProviderService providers;
    private final CertifiedStandings standings;
    private final ContractParties parties;
    private final OrganizationLinks links;
    private final WorkingCalendar calendar;
    private final MergePatch patches;
    private final Clock clock;

    ProviderQualificationService(
            Aggregates aggregates,
            QualificationStore store,
            QualificationDossiers dossiers,
            DocumentService documents,
            ProviderRegister register,
            ProviderService providers,
            CertifiedStandings standings,
            ContractParties parties,
            OrganizationLinks links,
            WorkingCalendar calendar,
            MergePatch patches,
            Clock clock) {
        this.qualifications = aggregates.of(ProviderQualification.class, ProviderQualification.PUBLIC);
        this.objections = aggregates.of(QualificationObjection.class, QualificationObjection.FILED);
        this.store = store;
        this.dossiers = dossiers;
        this.documents = documents;
        this.register = register;
        this.providers = providers;
        this.standings = standings;
        this.parties = parties;
        this.links = links;
        this.calendar = calendar;
        this.patches = patches;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Uni<ProviderQualification> find(Actor actor, UUID id) {
        return qualifications.find(actor, id);
    }

    /** Newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<ProviderQualification>> list(Actor actor, Filter filter, String cursor, int limit) {
        return qualifications.page(actor, filter, cursor, limit);
    }

    /** How many of those that the actor may know of stand where; of all years for null. */
    Uni<List<QualificationStore.Count>> counts(Actor actor, Integer year) {
        return store.counts(actor, year, now());
    }

    /**
     * A qualification with what else is to be said of it.
     *
     * @param provider null before the organisation is one
     */
    record Shown(ProviderQualification one, Provider provider, QualificationFacts facts) {

        private static Shown of(
                ProviderQualification one, Map<UUID, Provider> providers, Map<UUID, QualificationFacts> facts) {
            return new Shown(
                    one,
                    one.providerId() == null ? null : providers.get(one.providerId()),
                    facts.getOrDefault(one.id(), QualificationFacts.NONE));
        }
    }

    /** The same with what else is to be said of them; whoever may do nothing with any is spared the question. */
    Uni<List<Shown>> shown(Actor actor, List<ProviderQualification> found) {
        Set<UUID> ids = found.stream()
                .map(ProviderQualification::providerId)
                .filter(id -> id != null)
                .collect(Collectors.toUnmodifiableSet());
        List<UUID> handled = found.stream()
                .filter(each -> each.isHandledBy(actor))
                .map(ProviderQualification::id)
                .toList();
        Uni<Map<UUID, QualificationFacts>> facts =
                handled.isEmpty() ? Uni.createFrom().item(Map.of()) : store.facts(handled, now());
        return providers
                .findAll(ids)
                .chain(made -> facts.map(known ->
                        found.stream().map(each -> Shown.of(each, made, known)).toList()));
    }

    /** The same of one that this unit of work has changed. */
    private Uni<Shown> shown(SqlConnection connection, ProviderQualification after) {
        List<UUID> provider = after.providerId() == null ? List.of() : List.of(after.providerId());
        return providers
                .findAll(connection, provider)
                .chain(made ->
                        store.facts(connection, List.of(after.id()), now()).map(facts -> Shown.of(after, made, facts)));
    }

    /**
     * Begins an application. Rejects with {@code qualification-organization-unfit}, {@code qualification-barred} and
     * {@code qualification-exists} (409), {@code invalid-request} (400) where the year cannot be applied for.
     */
    Effect<Shown> draft(Actor actor, NewQualification wanted) {
        Instant now = now();
        if (!QualificationTerm.isOpen(wanted.year(), now)) {
            throw Rejection.invalid(List.of(Defect.at("/year", "qualification-year-closed", wanted.year())));
        }
        QualificationDossier dossier = wanted.dossier() == null ? QualificationDossier.EMPTY : wanted.dossier();
        return Effect.<ProviderQualification>of(connection -> applicant(connection, actor.organizationId(), now)
                        .map(organization -> new ProviderQualification(
                                Ids.next(),
                                0,
                                organization.organizationId(),
                                organization.nameZh(),
                                organization.region(),
                                wanted.kind(),
                                wanted.year(),
                                QualificationOrigin.APPLICATION,
                                null,
                                null,
                                dossiers.text(dossier),
                                QualificationStatus.DRAFT,
                                null,
                                null,
                                actor.id(),
                                null,
                                null,
                                List.of(),
                                null,
                                null,
                                List.of(),
                                null,
                                null,
                                null,
                                QualificationTerm.of(wanted.year()).end(),
                                now,
                                now))
                        .chain(made -> create(connection, actor, made)))
                .then(this::shown);
    }

    private Uni<ProviderQualification> create(SqlConnection connection, Actor actor, ProviderQualification made) {
        return in(
                        connection,
                        qualifications.create(actor, made, made.told(null, QualificationEvent.DRAFTED, null, null)))
                .onFailure(Rows.broken("provider_qualification_once"))
                .transform(another -> Rejection.conflict("qualification-exists"));
    }

    /**
     * The organisation, if it may apply now. Rejects with {@code qualification-organization-unfit} and
     * {@code qualification-barred} (409; from when on it may).
     */
    private Uni<CertifiedStanding> applicant(SqlConnection connection, UUID organization, Instant now) {
        return standings
                .of(connection, List.of(organization))
                .map(found -> found.get(organization))
                .invoke(standing -> {
                    if (standing == null || !standing.mayHoldMoney()) {
                        throw Rejection.conflict("qualification-organization-unfit");
                    }
                })
                .call(() -> requireNotBarred(connection, organization, now));
    }

    private Uni<Void> requireNotBarred(SqlConnection connection, UUID organization, Instant now) {
        return register.sanctionedUntil(connection, organization)
                .invoke(end -> {
                    Instant from = end == null ? null : QualificationTerm.reapplicationFrom(end);
                    if (from != null && now.isBefore(from)) {
                        throw Rejection.conflict("qualification-barred", QualificationTerm.dayOf(from));
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Begins the confirmation for the next year: submitted as it is, or with a changed dossier. Rejects with
     * {@code qualification-not-renewable}, {@code qualification-renewal-early}, {@code qualification-exists},
     * {@code qualification-organization-unfit} and {@code qualification-barred} (409).
     */
    Effect<Shown> renew(Actor actor, UUID id) {
        return Effect.<ProviderQualification>of(connection -> own(connection, actor, id)
                        .chain(found -> {
                            Instant now = now();
                            ProviderQualification made = found.renewed(Ids.next(), actor.id(), now);
                            return applicant(connection, found.organizationId(), now)
                                    .chain(fit -> create(connection, actor, made));
                        }))
                .then(this::shown);
    }

    /** Changes the dossier of a draft, or of what was returned. Rejects with {@code invalid-request} (400) too. */
    Effect<Shown> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return Effect.<ProviderQualification>of(connection -> own(connection, actor, id)
                        .chain(found -> {
                            precondition.check(String.valueOf(found.version()));
                            QualificationDossier before = dossiers.of(found);
                            QualificationDossier says = patches.valid(before, patch, QualificationDossier.class);
                            ProviderQualification after = found.says(dossiers.text(says), now());
                            Change<ProviderQualification> change = says.equals(before)
                                    ? Change.none(found)
                                    : new Change<>(
                                            after, after.told(found, QualificationEvent.CHANGED, null, null), null);
                            return qualifications.carryOut(connection, found, change);
                        }))
                .then(this::shown);
    }

    /**
     * Gives it to the first level. Rejects with {@code qualification-organization-unfit}, {@code qualification-barred}
     * and {@code qualification-not-renewable} (409), {@code invalid-request} (400; all that is missing or wrong).
     */
    Effect<Shown> submit(Actor actor, UUID id) {
        return Effect.<ProviderQualification>of(connection -> own(connection, actor, id)
                        .chain(found -> {
                            Instant now = now();
                            QualificationMove.SUBMIT.from(found.statusAt(now));
                            return applicant(connection, found.organizationId(), now)
                                    .call(() -> requireRenewable(connection, found, now))
                                    .call(() -> defects(connection, found, now)
                                            .invoke(ProviderQualificationService::requireNone))
                                    .map(organization -> found.submitted(
                                            actor.id(),
                                            organization.nameZh(),
                                            organization.region(),
                                            calendar.after(now, ProviderQualification.REVIEW_WORKING_DAYS),
                                            now))
                                    .chain(after -> qualifications.carryOut(
                                            connection,
                                            found,
                                            new Change<>(
                                                    after,
                                                    after.told(
                                                            found, QualificationEvent.SUBMITTED, after.dueAt(), null),
                                                    null)));
                        }))
                .then(this::shown);
    }

    /**
     * All that is missing or wrong today or when its year begins; documents of the years that it goes back to count.
     */
    private Uni<List<Defect>> defects(SqlConnection connection, ProviderQualification found, Instant now) {
        return store.line(connection, found.id())
                .chain(line -> documents.purposes(connection, QualificationRecord.KIND, line))
                .map(byRecord -> {
                    Set<DocumentPurpose> purposes = EnumSet.noneOf(DocumentPurpose.class);
                    byRecord.values().forEach(purposes::addAll);
                    return QualificationRequirements.of(found.kind())
                            .defects(dossiers.of(found), purposes, QualificationTerm.judgedOn(found.year(), now));
                });
    }

    private static void requireNone(List<Defect> defects) {
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /** What was complete when it was submitted may have run out since. */
    private static void requireStill(List<Defect> defects) {
        if (!defects.isEmpty()) {
            throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "qualification-dossier-outdated")
                    .because(defects);
        }
    }

    /** What it renews was neither revoked nor given up, nor was it over before this was first submitted. */
    private Uni<Void> requireRenewable(SqlConnection connection, ProviderQualification found, Instant now) {
        return store.facts(connection, found.id(), now)
                .invoke(facts -> {
                    if (!facts.isBaseStanding()) {
                        throw Rejection.conflict("qualification-not-renewable");
                    }
                })
                .replaceWithVoid();
    }

    /** What was decided, with the provider as it stands afterwards where that follows from it. */
    private record Done(ProviderQualification after, Optional<Provider> provider) {

        static Done of(ProviderQualification after) {
            return new Done(after, Optional.empty());
        }
    }

    private Effect<Shown> done(Effect<Done> effect) {
        return effect.afterCommit(done -> done.provider().ifPresent(register::known))
                .map(Done::after)
                .then(this::shown);
    }

    /**
     * Decides at the stage whose turn it is. The province also returns what is shown to the public, when it cannot be
     * granted as it is. Rejects with {@code review-not-overdue} (409), {@code four-eyes-required},
     * {@code province-only} and {@code review-own-side} (403), and as {@link #grant} where a renewal is confirmed.
     */
    Effect<Shown> review(Actor actor, UUID id, QualificationReview says) {
        return done(Effect.of(connection -> others(connection, actor, id).chain(found -> {
            Instant now = now();
            QualificationMove move = switch (says.decision()) {
                case PASS -> found.passing();
                case RETURN -> QualificationMove.RETURN;
                case REJECT -> QualificationMove.REJECT;
            };
            // What is shown to the public is rejected by deciding on an objection.
            boolean isShown = found.status() == QualificationStatus.PUBLIC_NOTICE;
            if (isShown && move != QualificationMove.RETURN) {
                throw Rejection.conflict("transition-not-allowed", found.statusAt(now), move);
            }
            move.from(found.statusAt(now));
            if (isShown) {
                ProviderQualification.requireProvincial(actor);
            } else {
                found.requireTurn(actor, now);
            }
            return decided(connection, actor, found, move, says, now);
        })));
    }

    private Uni<Done> decided(
            SqlConnection connection,
            Actor actor,
            ProviderQualification found,
            QualificationMove move,
            QualificationReview says,
            Instant now) {
        String why = says.reason();
        return switch (move) {
            case PASS ->
                carryOut(
                        connection,
                        found,
                        move,
                        found.passed(
                                actor.id(), why, calendar.after(now, ProviderQualification.REVIEW_WORKING_DAYS), now),
                        why);
            case ANNOUNCE ->
                carryOut(
                        connection,
                        found,
                        move,
                        found.announced(
                                actor.id(), why, calendar.after(now, ProviderQualification.NOTICE_WORKING_DAYS), now),
                        why);
            case CONFIRM -> admitted(connection, actor, found, move, why);
            case RETURN -> carryOut(connection, found, move, found.returned(why, says.allRemarks(), now), why);
            default -> carryOut(connection, found, move, found.rejected(why, now), why);
        };
    }

    /**
     * Grants what nobody objects to any more, by another person of the province than has passed it. The organisation is
     * a provider from then on.
     *
     * <p>Rejects with {@code province-only}, {@code four-eyes-required}, {@code review-own-side} (403),
     * {@code qualification-notice-running}, {@code qualification-objections-open},
     * {@code qualification-organization-unfit} and {@code qualification-barred} (409),
     * {@code qualification-dossier-outdated} (422; what has run out).
     */
    Effect<Shown> grant(Actor actor, UUID id, String reason) {
        return done(Effect.of(connection -> others(connection, actor, id).chain(found -> {
            Instant now = now();
            ProviderQualification.requireProvincial(actor);
            QualificationMove.GRANT.from(found.statusAt(now));
            found.requireFresh(actor);
            if (now.isBefore(found.noticeUntil())) {
                throw Rejection.conflict(
                        "qualification-notice-running",
                        QualificationTerm.dayOf(found.noticeUntil().minusNanos(1)));
            }
            return store.facts(connection, id, now).chain(facts -> {
                if (facts.hasPending()) {
                    throw Rejection.conflict("qualification-objections-open");
                }
                return admitted(connection, actor, found, QualificationMove.GRANT, reason);
            });
        })));
    }

    /**
     * Whatever is decided of the provider takes turns from here on: a sanction, or that what is renewed was revoked, is
     * known, or finds it granted. Its organisation is held before, as by whoever freezes it.
     */
    private Uni<Done> admitted(
            SqlConnection connection, Actor actor, ProviderQualification found, QualificationMove move, String why) {
        QualificationDossier dossier = dossiers.of(found);
        ProviderRegister.Description says = new ProviderRegister.Description(
                dossier.nameZh(), dossier.nameEn(), dossier.hotline(), dossier.homepage());
        return parties.held(connection, List.of(found.organizationId()))
                .chain(() -> standings.of(connection, List.of(found.organizationId())))
                .map(all -> all.get(found.organizationId()))
                .chain(organization -> register.admit(connection, actor, organization, found.kind(), says, now()))
                .call(() -> requireRenewable(connection, found, now()))
                .call(() -> defects(connection, found, now()).invoke(ProviderQualificationService::requireStill))
                .chain(provider -> applicant(connection, found.organizationId(), now())
                        .map(fit -> found.granted(move, actor.id(), provider.id(), why, now())))
                .chain(after -> carryOut(connection, found, move, after, why))
                .chain(done -> settled(connection, done.after()));
    }

    /**
     * Takes it away. Rejects with {@code province-only}, {@code four-eyes-required}, {@code review-own-side} (403) and
     * {@code qualification-renewed} (409): what rests on it goes first.
     */
    Effect<Shown> revoke(Actor actor, UUID id, String reason) {
        return done(Effect.of(connection -> others(connection, actor, id).chain(found -> {
            ProviderQualification.requireProvincial(actor);
            ProviderQualification after = found.revoked(actor.id(), reason, now());
            return register.lock(connection, found.providerId())
                    .chain(() -> store.facts(connection, id, now()))
                    .invoke(facts -> {
                        if (facts.isRenewed()) {
                            throw Rejection.conflict("qualification-renewed");
                        }
                    })
                    .chain(() -> carryOut(connection, found, QualificationMove.REVOKE, after, reason))
                    .chain(done -> settled(connection, done.after()));
        })));
    }

    /** Takes an application back, or gives a qualification up. */
    Effect<Shown> withdraw(Actor actor, UUID id, String reason) {
        return done(Effect.of(connection -> own(connection, actor, id).chain(found -> {
            ProviderQualification after = found.withdrawn(reason, now());
            return carryOut(connection, found, QualificationMove.WITHDRAW, after, reason)
                    .chain(done ->
                            after.grantedAt() == null ? Uni.createFrom().item(done) : settled(connection, after));
        })));
    }

    private Uni<Done> carryOut(
            SqlConnection connection,
            ProviderQualification found,
            QualificationMove move,
            ProviderQualification after,
            String reason) {
        Instant until = switch (move) {
            case PASS -> after.dueAt();
            case ANNOUNCE -> after.noticeUntil();
            case GRANT, CONFIRM -> after.validUntil();
            default -> null;
        };
        return qualifications
                .carryOut(connection, found, new Change<>(after, after.told(found, move.event, until, reason), reason))
                .map(Done::of);
    }

    private Uni<Done> settled(SqlConnection connection, ProviderQualification after) {
        return register.settle(connection, after.providerId(), after.updatedAt())
                .map(provider -> new Done(after, Optional.of(provider)));
    }

    /** Locked, and of the actor's organisation. */
    private Uni<ProviderQualification> own(SqlConnection connection, Actor actor, UUID id) {
        return qualifications.lock(connection, actor, id).invoke(found -> {
            if (!actor.actsFor(found.organizationId())) {
                throw Rejection.forbidden("not-yours");
            }
        });
    }

    /** Locked, in the region of the actor, and of the other side than his. */
    private Uni<ProviderQualification> others(SqlConnection connection, Actor actor, UUID id) {
        return qualifications
                .lock(connection, actor, id)
                .invoke(found -> {
                    if (!found.isHandledBy(actor)) {
                        throw Rejection.forbidden("not-yours");
                    }
                    if (found.isOf(actor) || actor.actsFor(found.organizationId())) {
                        throw Rejection.forbidden("review-own-side");
                    }
                })
                .call(found -> links.requireNoContact(connection, actor, List.of(found.organizationId())));
    }

    Uni<QualificationObjection> findObjection(Actor actor, UUID id) {
        return objections.find(actor, id);
    }

    /** Those against one, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<QualificationObjection>> objections(Actor actor, Filter filter, String cursor, int limit) {
        return objections.page(actor, filter, cursor, limit);
    }

    /**
     * Objects to what is shown to the public. Rejects with {@code qualification-own} (403),
     * {@code qualification-notice-over} and {@code objection-repeated} (409).
     */
    Effect<QualificationObjection> object(Actor actor, UUID id, String statement) {
        return Effect.of(connection -> qualifications
                .lock(connection, actor, id)
                .chain(found -> {
                    Instant now = now();
                    boolean isShown = found.statusAt(now) == QualificationStatus.PUBLIC_NOTICE
                            && now.isBefore(found.noticeUntil());
                    if (!isShown) {
                        throw Rejection.conflict("qualification-notice-over");
                    }
                    if (actor.actsFor(found.organizationId())) {
                        throw Rejection.forbidden("qualification-own");
                    }
                    QualificationObjection made = new QualificationObjection(
                            Ids.next(),
                            0,
                            found.organizationId(),
                            found.regionCode(),
                            id,
                            found.organizationName(),
                            statement,
                            ObjectionStatus.PENDING,
                            actor.id(),
                            actor.organizationId() == null ? actor.id() : actor.organizationId(),
                            found.reviewers(),
                            now,
                            calendar.after(now, QualificationObjection.WORKING_DAYS),
                            null,
                            null,
                            null,
                            now);
                    return in(connection, objections.create(actor, made, made.told(QualificationObjectionEvent.FILED)));
                })
                .onFailure(Rows.broken("qualification_objection_once"))
                .transform(another -> Rejection.conflict("objection-repeated")));
    }

    /**
     * Decides on an objection, by another person of the province than has filed it or passed the application; one that
     * is upheld rejects that. Rejects with {@code qualification-objection-not-found} (404), {@code province-only},
     * {@code four-eyes-required}, {@code review-own-side} (403).
     */
    Effect<QualificationObjection> decide(Actor actor, UUID id, ObjectionMove move, String reason) {
        return Effect.of(
                () -> objections.find(actor, id),
                (connection, filed) -> others(connection, actor, filed.qualificationId())
                        .chain(found -> objections
                                .lock(connection, actor, id)
                                .chain(objection -> decided(connection, actor, found, objection, move, reason))));
    }

    private Uni<QualificationObjection> decided(
            SqlConnection connection,
            Actor actor,
            ProviderQualification found,
            QualificationObjection objection,
            ObjectionMove move,
            String reason) {
        Instant now = now();
        ProviderQualification.requireProvincial(actor);
        FourEyes.require(objection.filedBy(), actor.id());
        found.requireFresh(actor);
        Uni<QualificationObjection> decided =
                objections.carryOut(connection, objection, objection.decided(move, actor.id(), reason, now));
        boolean ends = move == ObjectionMove.UPHOLD && found.statusAt(now) == QualificationStatus.PUBLIC_NOTICE;
        return ends
                ? decided.call(() ->
                        carryOut(connection, found, QualificationMove.REJECT, found.rejected(reason, now), reason))
                : decided;
    }

    /** How one stands for an actor, as documents ask. */
    Uni<ProviderQualification> lock(SqlConnection connection, Actor actor, UUID id) {
        return qualifications.lock(connection, actor, id);
    }
}
