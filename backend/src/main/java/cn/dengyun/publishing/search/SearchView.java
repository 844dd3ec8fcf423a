package cn.dengyun.publishing.search;

import cn.dengyun.platform.search.SearchSource;
import cn.dengyun.shared.SearchKind;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was found, by kind. */
@Schema(name = "SearchAnswer", description = "What was found, by kind")
record SearchView(
        @Schema(
                required = true,
                description = "A section for each kind that was asked for, in one order",
                maxItems = 10)
        List<Section> sections) {

    /** One kind. */
    @Schema(name = "SearchSection", description = "What was found of one kind")
    record Section(
            @Schema(required = true, description = "Of which kind")
            SearchKind kind,

            @Schema(required = true, description = "The first of them, in the order of their list", maxItems = 20)
            List<Hit> hits,

            @Schema(required = true, description = "Whether there are more", examples = "true")
            boolean hasMore,

            @Schema(
                    required = true,
                    description = "Where all of them are",
                    examples = "/api/v1/offerings?q=%E4%BA%91%E4%B8%BB%E6%9C%BA")
            String list) {}

    /** One that was found. */
    @Schema(name = "SearchHit", description = "One that was found")
    record Hit(
            @Schema(required = true, description = "Its id") UUID id,

            @Schema(
                    required = true,
                    description = "Its address",
                    examples = "/api/v1/offerings/019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071")
            String path,

            @Schema(required = true, description = "What it is called", examples = "弹性云主机")
            String name,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What tells it from others of its name: the provider of a service, the summary of an"
                            + " article or a programme, the organiser of an activity or a contest, the months of a"
                            + " bulletin",
                    examples = "皖云示范云平台")
            String detail) {}

    static Section of(SearchKind kind, SearchSource.Found found) {
        return new Section(
                kind,
                found.hits().stream()
                        .map(hit -> new Hit(hit.id(), hit.path(), hit.name(), hit.detail()))
                        .toList(),
                found.hasMore(),
                found.list());
    }
}
