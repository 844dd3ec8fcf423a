package cn.dengyun.reference;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A section or division of GB/T 4754-2017.
 *
 * @param parent the division's section; null for a section
 */
record Industry(String code, String nameZh, String nameEn, Level level, String parent) implements NamedCode {

    @Schema(name = "IndustryLevel")
    enum Level {
        SECTION,
        DIVISION
    }
}
