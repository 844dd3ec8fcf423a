package cn.dengyun.reference;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing an enterprise can move to the cloud.
 *
 * @param clause the part of the plan that names it
 */
record ServiceCategory(String code, String nameZh, String nameEn, Layer layer, String clause) implements NamedCode {

    @Schema(name = "ServiceCategoryLayer")
    enum Layer {
        IAAS,
        PAAS,
        SAAS,
        DEVICE,
        CAPABILITY
    }
}
