package cn.dengyun.reference;

import cn.dengyun.platform.web.Language;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Industry", description = "A section or division of GB/T 4754-2017.")
record IndustryView(
        @Schema(required = true, description = "A letter for a section, two digits for a division.", examples = "36")
        String code,

        @Schema(required = true, description = "Name in the language asked for.", examples = "汽车制造业")
        String name,

        @Schema(required = true, description = "Name in the standard.", examples = "汽车制造业")
        String nameZh,

        @Schema(
                required = true,
                description = "English name, not official.",
                examples = "Manufacture of motor vehicles")
        String nameEn,

        @Schema(required = true, description = "Where it stands in the standard.", examples = "DIVISION")
        Industry.Level level,

        @Schema(
                required = true,
                nullable = true,
                description = "Code of the section that a division belongs to; null for a section.",
                examples = "C")
        String parent) {

    static IndustryView of(Industry industry, Language language) {
        return new IndustryView(
                industry.code(),
                industry.name(language),
                industry.nameZh(),
                industry.nameEn(),
                industry.level(),
                industry.parent());
    }
}
