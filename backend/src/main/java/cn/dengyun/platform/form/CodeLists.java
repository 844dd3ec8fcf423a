package cn.dengyun.platform.form;

import java.util.Optional;

/** The code lists that a form draws on, as of today. */
public interface CodeLists {

    boolean isKnown(String list, String code);

    /**
     * The code that was probably meant: the successor of an abolished one, the one of that name, or one spelt alike.
     */
    default Optional<String> suggestion(String list, String code) {
        return Optional.empty();
    }
}
