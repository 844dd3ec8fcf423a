package cn.dengyun.publishing.article;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Articles: written by offices, reviewed by another person, read by everybody. */
@Path(ArticleResource.PATH)
@Tag(
        name = "Publishing",
        description = "What offices tell everybody: notices, policies with clauses that keep their anchors, cases,"
                + " standards and guides, in editions; feeds of them, and the glossary.")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
class ArticleResource {

    static final String PATH = "/api/v1/articles";

    private static final String OF_INDUSTRY = "(industries = '{}' OR industries && string_to_array(%s, ','))";

    private final ArticleService articles;
    private final ArticleNames names;
    private final Once once;
    private final CurrentActor current;
    private final RequestFacts facts;

    ArticleResource(ArticleService articles, ArticleNames names, Once once, CurrentActor current, RequestFacts facts) {
        this.articles = articles;
        this.names = names;
        this.once = once;
        this.current = current;
        this.facts = facts;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listArticles",
            summary = "Articles, the newest edition first",
            description = "Those that are live at this moment, unless `status` says otherwise. Everybody sees what is"
                    + " live, superseded or withdrawn; authorities also what is not of their region and below.")
    public Uni<RestResponse<Page<ArticleView>>> list(
            @RestQuery @Parameter(description = "Only these") ArticleKind kind,
            @RestQuery
                    @Size(max = 40)
                    @Parameter(description = "Only those that can be found by this, exactly", example = "试点示范")
                    String topic,
            @RestQuery
                    @Pattern(regexp = RegionCode.PATTERN)
                    @Parameter(
                            description = "Only those that concern this region: itself, or one around it",
                            example = "340123")
                    String region,
            @RestQuery
                    @Pattern(regexp = "^([A-T]|[0-9]{2})$")
                    @Parameter(
                            description = "Only those that concern this industry (GB/T 4754-2017): itself, its section,"
                                    + " or all",
                            example = "34")
                    String industry,
            @RestQuery
                    @Size(max = 100)
                    @Parameter(description = "Only those with this in their title, summary or text", example = "试点")
                    String q,
            @RestQuery @Parameter(description = "Only those that stand there; `LIVE` when absent") ArticleStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Language language = facts.language();
        Filter filter = articles.filter(q, region)
                .is("kind", kind)
                .has("topics", topic)
                .holds(OF_INDUSTRY, industry == null ? null : articles.withSection(industry));
        Instant now = articles.now();
        return articles.list(actor, filter, status == null ? ArticleStatus.LIVE : status, cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(found -> ArticleView.of(found, null, actor, now, names, language)), request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"article-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "getArticle",
            summary = "An edition of an article",
            description =
                    "For everybody while it is live, and after it was superseded. What was withdrawn tells why, in"
                            + " the place of its text.")
    public Uni<RestResponse<ArticleView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        Language language = facts.language();
        return articles.find(actor, id)
                .chain(found -> articles.text(id)
                        .map(text -> EntityTags.respond(
                                ArticleView.of(found, text, actor, articles.now(), names, language), ifNoneMatch)));
    }

    @GET
    @Path("/{id}/editions")
    @PermitAll
    @Refuses({"article-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listArticleEditions",
            summary = "The editions of an article, newest first",
            description = "With what is new in each. Everybody sees those that are or were live and have not expired.")
    public Uni<RestResponse<Page<ArticleView>>> editions(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Language language = facts.language();
        return articles.editions(actor, id, cursor, limit)
                .map(page -> PageLinks.respond(
                        page.map(found -> ArticleView.of(found, null, actor, articles.now(), names, language)),
                        request));
    }

    @GET
    @Path("/{id}/clauses")
    @PermitAll
    @Refuses({"article-not-found", "token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listArticleClauses",
            summary = "The clauses of a policy",
            description =
                    "Each begins with a heading that ends in a mark such as `{#art-3}`, or `{#art-3-1}` below that,"
                            + " and keeps that anchor in every edition. None of other kinds, and of what was"
                            + " withdrawn.")
    public Uni<ArticleClausesView> clauses(@RestPath UUID id) {
        return articles.clauses(current.get(), id);
    }

    @POST
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "A draft")
    @Refuses(
            value = "not-yours",
            defects = {"article-industry-unknown", "article-region-unfit"})
    @Operation(
            operationId = "createArticle",
            summary = "Begin an article",
            description = "Only a kind and a title are needed at first; submitting it tells what is missing.")
    public Uni<RestResponse<ArticleView>> create(@NotNull @Valid ArticleForm form) {
        return made(articles.draft(current.get(), form));
    }

    @PATCH
    @Path("/{id}")
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses(
            value = {"article-not-found", "not-yours", "transition-not-allowed"},
            defects = {"article-industry-unknown", "article-kind-fixed", "article-region-unfit"})
    @Operation(
            operationId = "updateArticle",
            summary = "Change a draft",
            description = "For the office of the region. Lists are sent whole.")
    public Uni<RestResponse<ArticleView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = ArticleForm.class)))
                    JsonNode patch) {
        return changed(articles.edit(current.get(), id, once.precondition(), patch));
    }

    @POST
    @Path("/{id}/submissions")
    @IdempotencyKey
    @IfMatch
    @Refuses(
            value = {"article-not-found", "not-yours", "transition-not-allowed"},
            defects = {
                "article-body-missing",
                "article-change-note-missing",
                "article-clause-cited",
                "article-clause-dropped",
                "article-clause-reused",
                "article-clause-twice",
                "article-clauses-missing",
                "article-clauses-too-many",
                "article-expiry-over",
                "article-repeal-elsewhere",
                "article-repeal-unfit",
                "article-summary-missing"
            })
    @Operation(
            operationId = "submitArticle",
            summary = "Submit a draft for review",
            description =
                    "Everything that is missing is told at once. A clause of the edition before stands in this one"
                            + " too, or in `repealed`. One that rules in force still cite is not dropped.")
    public Uni<RestResponse<ArticleView>> submit(@RestPath UUID id) {
        return changed(articles.submit(current.get(), id, once.precondition()));
    }

    @POST
    @Path("/{id}/reviews")
    @IdempotencyKey
    @IfMatch
    @Refuses(
            value = {
                "article-clauses-cited",
                "article-not-found",
                "four-eyes-required",
                "not-yours",
                "transition-not-allowed"
            },
            defects = {"article-clause-cited", "article-expired-before", "article-moment-unfit"})
    @Operation(
            operationId = "reviewArticle",
            summary = "Approve an article, with the moment of its publication, or return it",
            description = "For a person of the same office, or of one above, who has written and submitted nothing of"
                    + " it. It is live from that moment on, to the second, and the edition before is superseded.")
    public Uni<RestResponse<ArticleView>> review(@RestPath UUID id, @NotNull @Valid ArticleForms.Review says) {
        Actor actor = current.get();
        return changed(
                says.verdict() == ArticleForms.ArticleVerdict.APPROVE
                        ? articles.approve(actor, id, once.precondition(), says.publishAt(), says.reason())
                        : articles.giveBack(actor, id, once.precondition(), says.reason()));
    }

    @POST
    @Path("/{id}/publications")
    @IdempotencyKey
    @Refuses(
            value = {"article-clauses-cited", "article-not-found", "not-yours", "transition-not-allowed"},
            defects = "article-clause-cited")
    @Operation(
            operationId = "publishArticle",
            summary = "Make live at once what is approved for later",
            description = "For the office of the region. What is approved goes live by itself at its moment.")
    public Uni<RestResponse<ArticleView>> publish(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(articles.publish(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/recalls")
    @IdempotencyKey
    @Refuses({"article-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "recallArticle",
            summary = "Make a draft of what is in review or not live yet",
            description = "It can be changed and submitted again.")
    public Uni<RestResponse<ArticleView>> recall(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(articles.recall(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/withdrawals")
    @IdempotencyKey
    @Refuses({"article-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "withdrawArticle",
            summary = "Withdraw an article that everybody could read",
            description = "For the office of the region, or one above. Its page stays and tells why, without its text.")
    public Uni<RestResponse<ArticleView>> withdraw(@RestPath UUID id, @NotNull @Valid ArticleForms.Withdrawal says) {
        return changed(articles.withdraw(current.get(), id, says.explanation()));
    }

    @POST
    @Path("/{id}/amendments")
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "A draft of the next edition")
    @Refuses({"article-edition-open", "article-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "amendArticle",
            summary = "Begin the next edition of a live article",
            description = "It says the same at first. The live one stays until this one is.")
    public Uni<RestResponse<ArticleView>> amend(@RestPath UUID id, @NotNull @Valid ArticleForms.Amendment says) {
        return made(articles.amend(current.get(), id, says.changeNote()));
    }

    private Uni<RestResponse<ArticleView>> made(Effect<Article> made) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.created(
                articles.withText(made),
                after -> view(after, actor, language),
                after -> PATH + "/" + after.article().id());
    }

    private Uni<RestResponse<ArticleView>> changed(Effect<Article> change) {
        Actor actor = current.get();
        Language language = facts.language();
        return once.ok(articles.withText(change), after -> view(after, actor, language));
    }

    private ArticleView view(ArticleService.Edition after, Actor actor, Language language) {
        return ArticleView.of(after.article(), after.text(), actor, articles.now(), names, language);
    }
}
