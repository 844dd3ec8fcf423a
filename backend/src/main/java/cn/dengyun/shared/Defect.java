package cn.dengyun.shared;

import java.util.List;

/**
 * One thing that is wrong with an input.
 *
 * @param pointer where it is, an RFC 6901 JSON pointer into the body ({@code ""} is the whole), or {@code query/name},
 *     {@code header/Name}, {@code path/name} for what is not in the body
 * @param code stable kebab-case code; its wording and its remedy are in the problem catalogue
 * @param arguments fill the placeholders of that wording; strings and numbers only, so that a defect can be stored
 */
public record Defect(String pointer, String code, List<Object> arguments) {

    public static Defect at(String pointer, String code, Object... arguments) {
        return new Defect(pointer, code, List.of(arguments));
    }
}
