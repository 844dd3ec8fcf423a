package cn.dengyun.reference;

import cn.dengyun.platform.web.Language;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "CodeList", description = "A small closed list of codes, in the order in which a form shows them.")
record CodeListView(
        @Schema(required = true, description = "What the list is asked for by.", examples = "deployment-models")
        String name,

        @Schema(required = true, description = "Title in the language asked for.", examples = "部署模式")
        String title,

        @Schema(required = true, description = "Chinese title.", examples = "部署模式")
        String titleZh,

        @Schema(required = true, description = "English title.", examples = "Deployment models")
        String titleEn,

        @Schema(required = true, description = "The codes that may be used on the day asked for.")
        List<CodeView> codes) {

    @Schema(name = "Code", description = "A code with its name.")
    record CodeView(
            @Schema(required = true, description = "What goes into a field; never changes.", examples = "PUBLIC")
            String code,

            @Schema(required = true, description = "Name in the language asked for.", examples = "公有云")
            String name,

            @Schema(required = true, description = "Chinese name.", examples = "公有云")
            String nameZh,

            @Schema(required = true, description = "English name.", examples = "Public cloud")
            String nameEn,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "First day on which it may be used; null when it always could.",
                    examples = "2018-07-01")
            LocalDate validFrom,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "First day on which it may no longer be used for something new; null while it may.",
                    examples = "2021-01-01")
            LocalDate validTo,

            @Schema(
                    required = true,
                    description = "The GB/T 4754 divisions that a key industry stands for; empty in every other list.",
                    examples = "[\"36\"]")
            List<String> divisions) {

        static CodeView of(CodeList.Code code, Language language) {
            return new CodeView(
                    code.code(),
                    code.name(language),
                    code.nameZh(),
                    code.nameEn(),
                    code.validity().from(),
                    code.validity().to(),
                    code.divisions());
        }
    }

    static CodeListView of(CodeList list, LocalDate at, Language language) {
        return new CodeListView(
                list.name(),
                list.title(language),
                list.titleZh(),
                list.titleEn(),
                list.codes().stream()
                        .filter(code -> code.validity().covers(at))
                        .map(code -> CodeView.of(code, language))
                        .toList());
    }
}
