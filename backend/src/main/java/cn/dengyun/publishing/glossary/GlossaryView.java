package cn.dengyun.publishing.glossary;

import cn.dengyun.platform.web.Language;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The words of the plan. */
@Schema(name = "Glossary", description = "What the words of the plan are taken to mean on the platform")
record GlossaryView(
        @Schema(required = true, description = "In the order in which they explain each other", maxItems = 100)
        List<TermView> terms) {

    @Schema(name = "GlossaryTerm", description = "A word and what it means")
    record TermView(
            @Schema(required = true, description = "Its code, which stays", examples = "CLOUD_VOUCHER")
            String code,

            @Schema(required = true, description = "In the language asked for", examples = "云服务券")
            String term,

            @Schema(required = true, description = "In Chinese", examples = "云服务券")
            String termZh,

            @Schema(required = true, description = "In English", examples = "Cloud-service voucher")
            String termEn,

            @Schema(
                    required = true,
                    description = "What it means, in the language asked for",
                    examples = "政府为支持企业登云而发放的财政补贴凭证。")
            String definition,

            @Schema(required = true, description = "The same in Chinese", examples = "政府为支持企业登云而发放的财政补贴凭证。")
            String definitionZh,

            @Schema(
                    required = true,
                    description = "The same in English",
                    examples = "A certificate of public subsidy that supports enterprises in moving to the cloud.")
            String definitionEn,

            @Schema(
                    required = true,
                    description = "Whether it is the platform's working definition, because annex 1 of the plan, which"
                            + " has the official ones, is not at hand",
                    examples = "true")
            boolean isWorkingDefinition) {

        static TermView of(Glossary.Term term, Language language) {
            boolean isChinese = language == Language.ZH;
            return new TermView(
                    term.code(),
                    isChinese ? term.termZh() : term.termEn(),
                    term.termZh(),
                    term.termEn(),
                    isChinese ? term.definitionZh() : term.definitionEn(),
                    term.definitionZh(),
                    term.definitionEn(),
                    term.isWorkingDefinition());
        }
    }
}
