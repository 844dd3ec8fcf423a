package cn.dengyun.publishing.article;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.citation.CitationSource;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import cn.dengyun.shared.SearchText;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Articles. What the actor may not look at is refused with {@code article-not-found} (404), and with {@code not-yours}
 * (403) whoever is not the one whose move it is. What the clock has decided is put on record before anybody acts on it.
 */
@ApplicationScoped
class ArticleService {

    /** An article is approved for so long a time ahead at the most. */
    private static final Duration MAX_AHEAD = Duration.ofDays(366);

    private static final String CONCERNED = "regions && string_to_array(%s, ',')";

    // The grams find candidates, what they say is looked at.
    private static final String FOUND = """
            id IN (SELECT s.article_id FROM article_search s
                WHERE s.grams @@ search_query(%s) AND strpos(s.searched_text, %s) > 0)""";

    private final AggregateStore<Article> articles;
    private final ArticleStore store;
    private final ArticleAttachmentStore attachments;
    private final SubscriptionStore subscriptions;
    private final CertifiedStandings offices;
    private final ReferenceService reference;
    private final Instance<CitationSource> citing;
    private final MergePatch patches;
    private final Vertx vertx;
    private final Clock clock;

    ArticleService(
            Aggregates aggregates,
            ArticleStore store,
            ArticleAttachmentStore attachments,
            SubscriptionStore subscriptions,
            CertifiedStandings offices,
            ReferenceService reference,
            Instance<CitationSource> citing,
            MergePatch patches,
            Vertx vertx,
            Clock clock) {
        this.articles = aggregates.of(Article.class, Article.APPROVED);
        this.store = store;
        this.attachments = attachments;
        this.subscriptions = subscriptions;
        this.offices = offices;
        this.reference = reference;
        this.citing = citing;
        this.patches = patches;
        this.vertx = vertx;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Uni<Article> find(Actor actor, UUID id) {
        return articles.find(actor, id).map(found -> shown(actor, found));
    }

    private Article shown(Actor actor, Article found) {
        if (!found.isShownTo(actor, now())) {
            throw Rejection.notFound("article-not-found");
        }
        return found;
    }

    Uni<ArticleText> text(UUID id) {
        return store.text(id);
    }

    /**
     * Those that stand somewhere at this moment, the newest edition first; of what not everybody may see, those that
     * the actor oversees. Rejects with {@code cursor-invalid} (400).
     */
    Uni<Page<Article>> list(Actor actor, Filter filter, ArticleStatus status, String cursor, int limit) {
        if (!status.isShown() && !Aggregate.seesAll(actor)) {
            if (!actor.has(Roles.AUTHORITY) || actor.regionCode() == null) {
                return Uni.createFrom().item(Page.of(List.of(), limit, none -> null));
            }
            filter.within("region_code", actor.regionCode());
        }
        return articles.page(actor, filter.isAt(Article.STATUS_AT, now(), status.name()), cursor, limit);
    }

    /** The editions of the article of one, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<Article>> editions(Actor actor, UUID id, String cursor, int limit) {
        return find(actor, id).chain(found -> {
            Filter filter = new Filter().is("first_edition_id", found.firstEditionId());
            if (!found.isOverseenBy(actor)) {
                filter.isAt("(" + Article.STATUS_AT + " IN ('LIVE', 'SUPERSEDED', 'WITHDRAWN'))", now(), true);
            }
            return articles.page(actor, filter, cursor, limit);
        });
    }

    /** The clauses of a policy, in their order; none of anything else, and of what was withdrawn for strangers. */
    Uni<ArticleClausesView> clauses(Actor actor, UUID id) {
        return find(actor, id)
                .chain(found -> text(id).chain(text -> {
                    boolean isTold = found.status() != ArticleStatus.WITHDRAWN || found.isOverseenBy(actor);
                    return isTold && found.says().kind() == ArticleKind.POLICY
                            ? vertx.executeBlocking(
                                    () -> ArticleClausesView.of(
                                            found, ArticleMarkdown.clauses(text.body()), text.repeals()),
                                    false)
                            : Uni.createFrom().item(ArticleClausesView.of(found, List.of(), List.of()));
                }));
    }

    /** The live ones by when they began, newest first. The parameters are null for any. */
    Uni<List<Article>> newest(ArticleKind kind, String topic, String regionCode, int rows) {
        return store.newest(now(), kind, topic, regionCode == null ? null : around(regionCode), rows);
    }

    /** Those with a text in what can be found of them that concern a region; what is null lets all through. */
    Filter filter(String text, String regionCode) {
        String searched = SearchText.normalise(text);
        return new Filter()
                .holds(CONCERNED, regionCode == null ? null : around(regionCode))
                .holds(FOUND, searched.isEmpty() ? null : searched);
    }

    /** The codes of a region and of those around it, with commas: what concerns these concerns it. */
    private String around(String regionCode) {
        return String.join(",", reference.around(regionCode));
    }

    /** The code of an industry and of its section, with a comma. */
    String withSection(String industry) {
        return reference
                .parentOf(ReferenceService.INDUSTRIES, industry)
                .map(section -> industry + "," + section)
                .orElse(industry);
    }

    /** An edition with its text, as it is after a change. */
    record Edition(Article article, ArticleText text) {}

    /** The same effect, with the text. */
    Effect<Edition> withText(Effect<Article> effect) {
        return effect.then(
                (connection, after) -> store.text(connection, after.id()).map(text -> new Edition(after, text)));
    }

    /** Begins an article. Rejects with {@code not-yours} (403) and {@code invalid-request} (400; all defects). */
    Effect<Article> draft(Actor actor, ArticleForm form) {
        return draft(actor, Ids.next(), form);
    }

    /** The same, by an id of its own. */
    Effect<Article> draft(Actor actor, UUID id, ArticleForm form) {
        return Effect.of(
                () -> {
                    if (!actor.has(Roles.AUTHORITY) || actor.regionCode() == null) {
                        throw Rejection.forbidden("not-yours");
                    }
                    requireFit(form, actor.regionCode(), form.kind());
                    return rendered(actor.organizationId(), form);
                },
                (connection, rendered) -> offices.of(connection, List.of(actor.organizationId()))
                        .chain(found -> {
                            ArticleText text = rendered.of(id);
                            Article made = Article.drafted(
                                    id,
                                    actor,
                                    found.get(actor.organizationId()).nameZh(),
                                    ArticleHead.of(form, actor.regionCode(), text),
                                    now());
                            return in(connection, articles.create(actor, made, made.told(ArticleEvent.DRAFTED, null)))
                                    .call(() -> store.insert(connection, made.says(), text));
                        }));
    }

    private Uni<ArticleText> rendered(UUID id, ArticleForm form) {
        return vertx.executeBlocking(() -> ArticleText.of(id, form), false);
    }

    /**
     * Changes a draft. Rejects with {@code invalid-request} (400; all defects), {@code not-yours} (403),
     * {@code transition-not-allowed} (409) and as the precondition does.
     */
    Effect<Article> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return Effect.of(connection -> lock(connection, actor, id, ArticleMove.EDIT, precondition)
                .chain(found -> store.text(connection, id).chain(before -> {
                    ArticleForm form = before.form(found.says());
                    ArticleForm says = patches.valid(form, patch, ArticleForm.class);
                    if (says.equals(form)) {
                        return Uni.createFrom().item(found);
                    }
                    requireFit(
                            says,
                            found.regionCode(),
                            found.edition() == 1 ? says.kind() : found.says().kind());
                    return rendered(id, says)
                            .chain(text -> articles.carryOut(
                                            connection,
                                            found,
                                            found.edited(actor, ArticleHead.of(says, found.regionCode(), text), now()))
                                    .call(after -> store.update(connection, after.says(), text)));
                })));
    }

    /**
     * A draft, held, of which the actor changes something beside its text: that is a change of it, and he one of its
     * makers. Rejects with {@code article-not-found} (404), {@code not-yours} (403) and {@code transition-not-allowed}
     * (409).
     */
    Uni<Article> worked(SqlConnection connection, Actor actor, UUID id) {
        return lock(connection, actor, id, ArticleMove.EDIT, Precondition.NONE)
                .chain(found -> articles.carryOut(connection, found, found.edited(actor, found.says(), now())));
    }

    /** What is wrong with a draft, whoever completes it later. */
    private void requireFit(ArticleForm form, String ownRegion, ArticleKind kind) {
        List<Defect> defects = new ArrayList<>();
        if (form.kind() != kind) {
            defects.add(Defect.at("/kind", "article-kind-fixed", kind));
        }
        LocalDate today = LocalDate.now(clock);
        Oversight own = Oversight.of(ownRegion);
        for (int i = 0; i < form.regions().size(); i++) {
            String region = form.regions().get(i);
            if (!reference.isRegion(region, today) || !own.covers(region)) {
                defects.add(Defect.at("/regions/" + i, "article-region-unfit", region, ownRegion));
            }
        }
        for (int i = 0; i < form.industries().size(); i++) {
            if (!reference.isIndustry(form.industries().get(i))) {
                defects.add(Defect.at(
                        "/industries/" + i,
                        "article-industry-unknown",
                        form.industries().get(i)));
            }
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /**
     * Submits a draft. Rejects with {@code invalid-request} (400; everything that is missing, and clauses that it drops
     * and that are still cited as late as it can be published), {@code not-yours} (403), {@code transition-not-allowed}
     * (409) and as the precondition does.
     */
    Effect<Article> submit(Actor actor, UUID id, Precondition precondition) {
        return Effect.of(connection -> lock(connection, actor, id, ArticleMove.SUBMIT, precondition)
                .chain(found -> store.text(connection, id)
                        .chain(text -> textBefore(connection, found)
                                .chain(before -> stillCited(connection, found, text, before, now().plus(MAX_AHEAD))
                                        .map(cited -> Stream.concat(
                                                        SubmittedArticle.defects(found, text, before, now()).stream(),
                                                        cited.stream())
                                                .toList())))
                        .chain(defects -> {
                            if (!defects.isEmpty()) {
                                throw Rejection.invalid(defects);
                            }
                            return articles.carryOut(connection, found, found.submitted(actor, now()));
                        })));
    }

    private Uni<Optional<ArticleText>> textBefore(SqlConnection connection, Article found) {
        return found.amendsId() == null
                ? Uni.createFrom().item(Optional.empty())
                : store.text(connection, found.amendsId()).map(Optional::of);
    }

    /** What cites clauses at a moment, or later, that an edition drops; at most twenty. */
    private Uni<List<Defect>> stillCited(
            SqlConnection connection, Article found, ArticleText text, Optional<ArticleText> before, Instant moment) {
        List<String> dropped = SubmittedArticle.dropped(text, before);
        if (found.says().kind() != ArticleKind.POLICY || dropped.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Multi.createFrom()
                .iterable(citing)
                .onItem()
                .transformToUniAndConcatenate(source ->
                        source.citing(connection, found.firstEditionId(), dropped, moment, SubmittedArticle.MAX_TOLD))
                .collect()
                .asList()
                .map(all -> all.stream()
                        .flatMap(List::stream)
                        .limit(SubmittedArticle.MAX_TOLD)
                        .map(each -> Defect.at(
                                "/body", "article-clause-cited", each.anchor(), each.nameZh(), each.address()))
                        .toList());
    }

    /** Rejects with {@code article-clauses-cited} (409) an edition that drops what is cited when it goes live. */
    private Uni<Void> requireUncited(SqlConnection connection, Article found, Instant moment) {
        return textBefore(connection, found)
                .chain(before -> before.isEmpty()
                        ? Uni.createFrom().item(List.<Defect>of())
                        : store.text(connection, found.id())
                                .chain(text -> stillCited(connection, found, text, before, moment)))
                .invoke(cited -> {
                    if (!cited.isEmpty()) {
                        throw Rejection.conflict("article-clauses-cited").because(cited);
                    }
                })
                .replaceWithVoid();
    }

    /** Returns it, with all that has to be mended. Rejects as {@link #approve}. */
    Effect<Article> giveBack(Actor actor, UUID id, Precondition precondition, String why) {
        return Effect.of(connection -> lock(connection, actor, id, ArticleMove.RETURN, precondition)
                .chain(found -> articles.carryOut(connection, found, found.reopened(ArticleMove.RETURN, why, now()))));
    }

    /**
     * Approves it; from that moment on it is live, and the edition before is superseded.
     *
     * <p>Rejects with {@code not-yours}, {@code four-eyes-required} (403), {@code transition-not-allowed} (409), as the
     * precondition does, with {@code article-clauses-cited} (409), and with {@code invalid-request} (400) for a moment
     * that is over, more than a year ahead, or not before the article expires.
     *
     * @param publishAt null: at once
     */
    Effect<Article> approve(Actor actor, UUID id, Precondition precondition, Instant publishAt, String why) {
        return withTheOneBefore(actor, id, ArticleMove.APPROVE, precondition, (found, now) -> {
            Instant from = publishAt == null ? now : publishAt.truncatedTo(ChronoUnit.MICROS);
            if (from.isBefore(now) || from.isAfter(now.plus(MAX_AHEAD))) {
                throw Rejection.invalid(List.of(Defect.at("/publishAt", "article-moment-unfit", now.plus(MAX_AHEAD))));
            }
            Instant end = found.says().expiresAt();
            if (end != null && !end.isAfter(from)) {
                throw Rejection.invalid(List.of(Defect.at("/publishAt", "article-expired-before", end)));
            }
            return found.approved(actor, from, why, now);
        });
    }

    /** Approves what was published elsewhere before, as live since then, for the demo. Rejects as the other. */
    Effect<Article> approveSince(Actor actor, UUID id, Instant since, String why) {
        return withTheOneBefore(
                actor,
                id,
                ArticleMove.APPROVE,
                Precondition.NONE,
                (found, now) -> found.approved(actor, since, why, now));
    }

    /**
     * Makes live at once what would be later. Rejects with {@code not-yours} (403), {@code transition-not-allowed} and
     * {@code article-clauses-cited} (409).
     */
    Effect<Article> publish(Actor actor, UUID id, String why) {
        return withTheOneBefore(
                actor, id, ArticleMove.PUBLISH, Precondition.NONE, (found, now) -> found.published(why, now));
    }

    /** Makes a draft of what is not live yet. Rejects with {@code not-yours} and {@code transition-not-allowed}. */
    Effect<Article> recall(Actor actor, UUID id, String why) {
        return withTheOneBefore(
                actor,
                id,
                ArticleMove.RECALL,
                Precondition.NONE,
                (found, now) -> found.reopened(ArticleMove.RECALL, why, now));
    }

    /** A change that says as well until when the edition before is live; that one is locked first, it is the older. */
    private Effect<Article> withTheOneBefore(
            Actor actor,
            UUID id,
            ArticleMove move,
            Precondition precondition,
            BiFunction<Article, Instant, Change<Article>> decide) {
        return Effect.of(connection -> store.lockAmended(connection, id)
                .chain(before -> lock(connection, actor, id, move, precondition)
                        .chain(found -> {
                            Change<Article> change = decide.apply(found, now());
                            Instant from = change.after().publishAt();
                            return (from == null
                                            ? Uni.createFrom().voidItem()
                                            : requireUncited(connection, found, from))
                                    .chain(() -> carriedOut(connection, found, change));
                        })
                        .call(after -> before.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : store.supersede(connection, before.get().id(), after.publishAt())
                                        .chain(() -> store.lock(
                                                connection, before.get().id()))
                                        .chain(older -> caughtUp(connection, older)))
                        .chain(after -> caughtUp(connection, after))));
    }

    /** Takes it back from everybody, who read why. Rejects with {@code not-yours}, {@code transition-not-allowed}. */
    Effect<Article> withdraw(Actor actor, UUID id, String explanation) {
        return Effect.of(connection -> lock(connection, actor, id, ArticleMove.WITHDRAW, Precondition.NONE)
                .chain(found -> carriedOut(connection, found, found.withdrawn(explanation, now()))));
    }

    /**
     * Begins the next edition of what is live. Rejects with {@code not-yours} (403), {@code transition-not-allowed} and
     * {@code article-edition-open} (409).
     */
    Effect<Article> amend(Actor actor, UUID id, String changeNote) {
        return Effect.of(connection -> lock(connection, actor, id, ArticleMove.AMEND, Precondition.NONE)
                .chain(found -> store.text(connection, id).chain(text -> {
                    Article draft = found.amended(Ids.next(), actor, changeNote, now());
                    return in(connection, articles.create(actor, draft, draft.told(ArticleEvent.DRAFTED, changeNote)))
                            .onFailure(Rows.broken(ArticleStore.ONE_OPEN))
                            .transform(broken -> Rejection.conflict("article-edition-open"))
                            .call(() -> store.insert(connection, draft.says(), text.of(draft.id())))
                            .call(() -> attachments.copy(connection, found.id(), draft.id()));
                })));
    }

    /** Puts on record what the clock has decided of it, if it has. */
    Effect<Article> passTime(Article due) {
        return Effect.of(connection -> store.lock(connection, due.id()).chain(found -> caughtUp(connection, found)));
    }

    private Uni<Article> caughtUp(SqlConnection connection, Article found) {
        return found.passed(now())
                .map(change -> carriedOut(connection, found, change).chain(after -> caughtUp(connection, after)))
                .orElseGet(() -> Uni.createFrom().item(found));
    }

    /** A change of what everybody may read; subscribers are told of it. */
    private Uni<Article> carriedOut(SqlConnection connection, Article found, Change<Article> change) {
        return articles.carryOut(connection, found, change).call(after -> subscriptions.note(connection, found, after));
    }

    /** One whose move it is, as it stands at this moment, held until the unit of work ends. */
    private Uni<Article> lock(
            SqlConnection connection, Actor actor, UUID id, ArticleMove move, Precondition precondition) {
        return articles.lock(connection, actor, id)
                .map(found -> shown(actor, found))
                .invoke(found -> found.requireHand(actor, move))
                .chain(found -> caughtUp(connection, found))
                .invoke(found -> move.from(found.status()))
                .invoke(found -> precondition.check(String.valueOf(found.version())));
    }
}
