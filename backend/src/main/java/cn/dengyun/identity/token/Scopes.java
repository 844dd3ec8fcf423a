package cn.dengyun.identity.token;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The scopes of a token as one text. */
public final class Scopes {

    private Scopes() {}

    /** The {@code scope} parameter of RFC 6749 §3.3: names with single spaces between, here in alphabetical order. */
    public static String joined(Collection<String> scopes) {
        return String.join(" ", new TreeSet<>(scopes));
    }

    public static Set<String> split(String joined) {
        return Arrays.stream(joined.trim().split(" +"))
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
