package cn.dengyun.platform.sheet;

import cn.dengyun.platform.web.Language;

/** What something in a sheet is called, in both languages. */
public record SheetWords(String zh, String en) {

    public String in(Language language) {
        return language == Language.EN ? en : zh;
    }
}
