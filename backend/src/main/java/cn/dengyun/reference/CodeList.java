package cn.dengyun.reference;

import cn.dengyun.platform.web.Language;
import java.util.List;
import java.util.Map;

/** A small closed list of codes, in the order in which a form shows them. */
record CodeList(String name, String titleZh, String titleEn, List<Code> codes, Map<String, Code> byCode) {

    CodeList(String name, String titleZh, String titleEn, List<Code> codes) {
        this(name, titleZh, titleEn, List.copyOf(codes), ReferenceData.byKey(codes, Code::code));
    }

    String title(Language language) {
        return language == Language.EN ? titleEn : titleZh;
    }

    /** @param divisions the GB/T 4754 divisions that a key industry stands for; empty in every other list */
    record Code(String code, String nameZh, String nameEn, ValidityPeriod validity, List<String> divisions)
            implements NamedCode {}
}
