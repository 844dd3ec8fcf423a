package cn.dengyun.platform.web;

import java.util.List;

/** What one caller sees of a version of a record; it is answered with its entity tag wherever it is answered. */
public interface Tagged {

    int version();

    /** What the caller may do with it now. */
    List<String> availableActions();

    default String entityTag() {
        return EntityTags.of(version(), availableActions());
    }
}
