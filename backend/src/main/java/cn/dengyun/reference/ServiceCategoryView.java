package cn.dengyun.reference;

import cn.dengyun.platform.web.Language;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "ServiceCategory", description = "One thing an enterprise can move to the cloud, as the plan names it.")
record ServiceCategoryView(
        @Schema(required = true, description = "Letter of the layer and a number.", examples = "P-1")
        String code,

        @Schema(required = true, description = "Name in the language asked for.", examples = "云数据库")
        String name,

        @Schema(required = true, description = "Name in the plan.", examples = "云数据库")
        String nameZh,

        @Schema(required = true, description = "English name.", examples = "Cloud databases")
        String nameEn,

        @Schema(required = true, description = "Layer it belongs to.", examples = "PAAS")
        ServiceCategory.Layer layer,

        @Schema(required = true, description = "Part of the plan that names it.", examples = "二（二）业务应用登云")
        String clause) {

    static ServiceCategoryView of(ServiceCategory category, Language language) {
        return new ServiceCategoryView(
                category.code(),
                category.name(language),
                category.nameZh(),
                category.nameEn(),
                category.layer(),
                category.clause());
    }
}
