package cn.dengyun.reference;

import cn.dengyun.platform.web.Language;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "CodeListSummary", description = "A code list without its codes.")
record CodeListSummaryView(
        @Schema(required = true, description = "What the list is asked for by.", examples = "deployment-models")
        String name,

        @Schema(required = true, description = "Title in the language asked for.", examples = "部署模式")
        String title,

        @Schema(required = true, description = "Chinese title.", examples = "部署模式")
        String titleZh,

        @Schema(required = true, description = "English title.", examples = "Deployment models")
        String titleEn) {

    static CodeListSummaryView of(CodeList list, Language language) {
        return new CodeListSummaryView(list.name(), list.title(language), list.titleZh(), list.titleEn());
    }
}
