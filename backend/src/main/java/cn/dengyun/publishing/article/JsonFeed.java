package cn.dengyun.publishing.article;

import cn.dengyun.platform.feed.FeedSource.Entry;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Articles, and what is published beside them, as a JSON Feed 1.1, whose members keep their names. */
@Schema(name = "JsonFeed", description = "A feed of what is published (JSON Feed 1.1)")
record JsonFeed(
        @Schema(required = true, description = "The version of the format", examples = VERSION)
        String version,

        @Schema(required = true, description = "What the feed is called", examples = ArticleFeedResource.TITLE)
        String title,

        @JsonProperty("feed_url")
        @Schema(
                required = true,
                description = "Where it is",
                examples = "http://localhost:8080/api/v1/feeds/articles.json")
        String feedUrl,

        @Schema(required = true, description = "Its language", examples = "zh-CN")
        String language,

        @Schema(required = true, description = "The newest first", maxItems = ArticleFeedResource.MAX_ITEMS)
        List<Item> items) {

    static final String MEDIA_TYPE = "application/feed+json";

    private static final String VERSION = "https://jsonfeed.org/version/1.1";

    @Schema(name = "JsonFeedItem", description = "An article, a bulletin, or an erratum of one")
    record Item(
            @Schema(
                    required = true,
                    description = "The same for all its editions",
                    examples = "urn:uuid:01900000-0000-7000-8000-000000000d01")
            String id,

            @Schema(
                    required = true,
                    description = "Where its live edition is",
                    examples = "http://localhost:8080/api/v1/articles/01900000-0000-7000-8000-000000000d01")
            String url,

            @Schema(required = true, description = "What it is called; plain text", examples = "关于组织申报试点企业的通知")
            String title,

            @JsonProperty("content_text")
            @Schema(required = true, description = "What it is about; plain text", examples = "本月底前报送。")
            String contentText,

            @JsonProperty("date_published")
            @Schema(
                    required = true,
                    description = "From when on this edition is live; when a bulletin or an erratum was published")
            Instant datePublished,

            @Schema(
                    required = true,
                    description = "The office that has written it, the province of a bulletin and its errata",
                    maxItems = 1)
            List<Author> authors,

            @Schema(
                    required = true,
                    description = "Its kind, `BULLETIN` and `ERRATUM` too, and what it can be found by",
                    examples = "[\"NOTICE\"]",
                    maxItems = 11)
            List<String> tags,

            @Schema(
                    required = true,
                    description = "The files of its live edition; none of bulletins and errata",
                    maxItems = ArticleAttachmentService.MAX_OF_EDITION)
            List<Attached> attachments) {}

    @Schema(name = "JsonFeedAttachment", description = "A file")
    record Attached(
            @Schema(
                    required = true,
                    description = "Where its bytes are",
                    examples = "http://localhost:8080/api/v1/article-attachments/01900000-0000-7000-8000-000000000d11"
                            + "/content")
            String url,

            @JsonProperty("mime_type")
            @Schema(required = true, description = "What it is", examples = "application/pdf")
            String mimeType,

            @Schema(required = true, description = "Its name; plain text", examples = "试点企业申报表.docx")
            String title,

            @JsonProperty("size_in_bytes") @Schema(required = true, description = "Its length", examples = "48213")
            long sizeInBytes) {}

    @Schema(name = "JsonFeedAuthor", description = "An office")
    record Author(
            @Schema(required = true, description = "What it is called", examples = "合肥市主管部门（演示）")
            String name) {}

    /** @see AtomFeed#of */
    static JsonFeed of(List<Entry> entries, String base, String self) {
        return new JsonFeed(
                VERSION,
                ArticleFeedResource.TITLE,
                self,
                "zh-CN",
                entries.stream().map(entry -> item(entry, base)).toList());
    }

    private static Item item(Entry entry, String base) {
        return new Item(
                "urn:uuid:" + entry.id(),
                address(entry.path(), base),
                entry.title(),
                entry.summary(),
                entry.publishedAt(),
                List.of(new Author(entry.author())),
                entry.tags(),
                entry.enclosures().stream()
                        .map(each -> new Attached(
                                address(each.path(), base), each.mediaType(), each.fileName(), each.byteCount()))
                        .toList());
    }

    /** Where something is that is at a path of the platform. */
    static String address(String path, String base) {
        return base + path.substring(1);
    }
}
