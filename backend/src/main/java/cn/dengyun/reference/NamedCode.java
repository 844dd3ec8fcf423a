package cn.dengyun.reference;

import cn.dengyun.platform.web.Language;

/** A code with its name in both languages. */
interface NamedCode {

    String code();

    String nameZh();

    String nameEn();

    default String name(Language language) {
        return language == Language.EN ? nameEn() : nameZh();
    }
}
