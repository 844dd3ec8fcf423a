package cn.dengyun.publishing.article;

import cn.dengyun.platform.feed.FeedSource;
import cn.dengyun.platform.feed.FeedSource.Enclosure;
import cn.dengyun.platform.feed.FeedSource.Entry;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.shared.RegionCode;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The newest live articles, and what else is published beside them, for readers of feeds. */
@Path("/api/v1/feeds")
@PermitAll
@Tag(name = "Publishing")
class ArticleFeedResource {

    static final int MAX_ITEMS = 50;

    static final String TITLE = "皖企登云 信息发布";

    private final ArticleService articles;
    private final ArticleAttachmentService attachments;
    private final JsonWriter json;
    private final List<FeedSource> others;

    ArticleFeedResource(
            ArticleService articles,
            ArticleAttachmentService attachments,
            JsonWriter json,
            @All List<FeedSource> others) {
        this.articles = articles;
        this.attachments = attachments;
        this.json = json;
        this.others = others;
    }

    @GET
    @Path("/articles.atom")
    @Produces(AtomFeed.MEDIA_TYPE)
    @Caching(Caching.ASK_AGAIN)
    @Operation(
            operationId = "getArticlesAtomFeed",
            summary = "The 50 newest live articles, bulletins and errata, in Atom",
            description = "By when they went live. An entry is the same for all editions of an article; its files are"
                    + " `enclosure` links. Bulletins and their errata are there unless a kind of article or a topic is"
                    + " asked for.")
    @APIResponse(
            responseCode = "200",
            description = "The feed (RFC 4287), with its ETag",
            content =
                    @Content(
                            mediaType = AtomFeed.MEDIA_TYPE,
                            schema =
                                    @Schema(
                                            implementation = String.class,
                                            examples = "<feed xmlns=\"http://www.w3.org/2005/Atom\"></feed>")))
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<String>> atom(
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
            @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch,
            @Context UriInfo request) {
        return feed(
                kind, topic, region, ifNoneMatch, request, (found, self) -> AtomFeed.of(found, base(request), self));
    }

    @GET
    @Path("/articles.json")
    @Produces(JsonFeed.MEDIA_TYPE)
    @Caching(Caching.ASK_AGAIN)
    @Operation(
            operationId = "getArticlesJsonFeed",
            summary = "The 50 newest live articles, bulletins and errata, as a JSON Feed",
            description = "By when they went live. An item is the same for all editions of an article, with the files"
                    + " of the live one. Bulletins and their errata are there unless a kind of article or a topic is asked"
                    + " for.")
    @APIResponse(
            responseCode = "200",
            description = "The feed (JSON Feed 1.1), with its ETag",
            content = @Content(mediaType = JsonFeed.MEDIA_TYPE, schema = @Schema(implementation = JsonFeed.class)))
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<String>> json(
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
            @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch,
            @Context UriInfo request) {
        return feed(
                kind,
                topic,
                region,
                ifNoneMatch,
                request,
                (found, self) -> json.write(JsonFeed.of(found, base(request), self)));
    }

    private Uni<RestResponse<String>> feed(
            ArticleKind kind,
            String topic,
            String region,
            String ifNoneMatch,
            UriInfo request,
            BiFunction<List<Entry>, String, String> write) {
        String self = request.getRequestUri().toString();
        boolean hasOthers = kind == null && topic == null;
        Uni<List<Entry>> found = articles.newest(kind, topic, region, MAX_ITEMS)
                .chain(live -> attachments
                        .ofShown(live.stream().map(Article::id).toList())
                        .map(files -> live.stream()
                                .map(each -> entry(each, files.getOrDefault(each.id(), List.of())))
                                .toList()));
        return (hasOthers ? found.chain(this::withOthers) : found)
                .map(entries -> write.apply(entries, self))
                .map(text -> EntityTags.respond(text, EntityTags.ofContent(text), ifNoneMatch));
    }

    private static Entry entry(Article article, List<ArticleAttachment> files) {
        ArticleHead says = article.says();
        return new Entry(
                article.firstEditionId(),
                ArticleResource.PATH + "/" + article.id(),
                says.title(),
                says.summary(),
                article.officeName(),
                article.publishAt(),
                Stream.concat(Stream.of(says.kind().name()), says.topics().stream())
                        .toList(),
                files.stream().map(ArticleFeedResource::enclosure).toList());
    }

    private static Enclosure enclosure(ArticleAttachment file) {
        return new Enclosure(
                ArticleAttachmentResource.path(file.id()), file.fileName(), file.mediaType(), file.byteCount());
    }

    /** The newest of all. */
    private Uni<List<Entry>> withOthers(List<Entry> live) {
        return Multi.createFrom()
                .iterable(others)
                .onItem()
                .transformToUniAndConcatenate(source -> source.newest(MAX_ITEMS))
                .collect()
                .asList()
                .map(found -> Stream.concat(live.stream(), found.stream().flatMap(List::stream))
                        .sorted(Comparator.comparing(Entry::publishedAt).reversed())
                        .limit(MAX_ITEMS)
                        .toList());
    }

    private static String base(UriInfo request) {
        return request.getBaseUri().toString();
    }
}
