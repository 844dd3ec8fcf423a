package cn.dengyun.worklist;

import cn.dengyun.platform.web.Language;
import cn.dengyun.worklist.WorkListService.Found;
import cn.dengyun.worklist.WorkListService.Waiting;
import cn.dengyun.worklist.WorkStore.RegionName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "WorkItem", description = "Something that waits for the caller.")
record WorkItemView(
        @Schema(
                description = "What is to be done, as a code. New ones may come.",
                maxLength = 64,
                examples = "APPLICATION_REVIEW")
        String kind,

        @Schema(description = "The same in the language asked for.", maxLength = 200, examples = "审核云服务券申请")
        String title,

        @Schema(description = "What it is about.") Subject subject,

        @Schema(description = "Whose turn it is.") Owner owner,

        @Schema(description = "Since when it has waited.") Instant since,

        @Schema(description = "By when it should be done.") Instant dueAt,

        @Schema(description = "Whether that is over.", examples = "false")
        boolean overdue,

        @Schema(
                description =
                        "Whether it is overdue at an authority below (`owner`), and waits for the caller because of"
                                + " that.",
                examples = "false")
        boolean raised) {

    /** What an item is about. */
    @Schema(name = "WorkSubject", description = "What an item of work is about.")
    record Subject(
            @Schema(description = "Its id.") UUID id,

            @Schema(
                    description = "Where it can be read.",
                    maxLength = 500,
                    examples = "/api/v1/voucher-applications/01900000-0000-7000-8000-000000000501")
            String path,

            @Schema(
                    nullable = true,
                    description = "What people call it: an applicant, a programme, a person. Null when it has no name.",
                    examples = "合肥云帆科技有限公司")
            String name,

            @Schema(
                    nullable = true,
                    description = "What tells it from others of that name, in the language asked for.",
                    examples = "2018 年云服务券项目")
            String detail,

            @Schema(nullable = true, description = "Whose it is; null when it is no organisation's.")
            UUID organizationId,

            @Schema(nullable = true, description = "Where that is; null when it is nowhere.", examples = "340123")
            String regionCode,

            @Schema(nullable = true, description = "The name of that division.", examples = "肥西县")
            String regionName) {}

    /** Whose turn it is. */
    @Schema(
            name = "WorkOwner",
            description =
                    "Whose turn it is: an authority, who has one of the roles, or an organisation. More than one of"
                            + " them when each may do it.")
    record Owner(
            @Schema(nullable = true, description = "The division whose authority it is.", examples = "340123")
            String regionCode,

            @Schema(nullable = true, description = "The name of that division.", examples = "肥西县")
            String regionName,

            @Schema(maxItems = 10, description = "Roles that act on it wherever it is.", examples = "[\"FINANCE\"]")
            List<String> roles,

            @Schema(nullable = true, description = "The organisation whose people it is.")
            UUID organizationId) {}

    static WorkItemView of(Waiting waiting, Found found, Language language) {
        WorkItem item = waiting.item();
        return new WorkItemView(
                item.kind(),
                WorkTexts.title(item.kind(), language),
                new Subject(
                        item.subjectId(),
                        item.subjectPath(),
                        item.name(),
                        WorkTexts.detail(item.kind(), item.detail(), language),
                        item.organizationId(),
                        item.regionCode(),
                        name(item.regionCode(), found.regions(), language)),
                new Owner(
                        item.authorityRegion(),
                        name(item.authorityRegion(), found.regions(), language),
                        item.roles(),
                        item.actingOrganizationId()),
                item.since(),
                item.dueAt(),
                item.isOverdueAt(found.now()),
                waiting.isRaised());
    }

    private static String name(String code, Map<String, RegionName> regions, Language language) {
        RegionName region = code == null ? null : regions.get(code);
        if (region == null) {
            return null;
        }
        return language == Language.ZH ? region.nameZh() : region.nameEn();
    }
}
