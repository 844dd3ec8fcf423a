package cn.dengyun.platform.startup;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Secrets that nobody chose: what is tried first, and what stands in examples and templates until somebody does. */
public final class GuessedSecrets {

    private static final Set<String> FIRST = Set.of(
            "dengyun", "postgres", "password", "passwort", "secret", "admin", "administrator", "minioadmin", "root");

    /** Also what is a guess with a year or some digits behind it. */
    private static final Pattern DECORATION = Pattern.compile("[^\\p{L}]+$");

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "<.*>|\\$\\{.*}|…|\\.\\.\\.|change.?(me|it|this)|replace.?(me|this)|place.?holder|your.?(password|secret|key)"
                    + "|example|(?<![a-z0-9])(todo|xxx+)(?![a-z0-9])");

    private static final int FEWEST_CHARACTERS = 5;

    private GuessedSecrets() {}

    /** Whether somebody who knows nothing of this installation would try it, or it is empty. */
    public static boolean contain(String secret) {
        String lower = secret.strip().toLowerCase(Locale.ROOT);
        return FIRST.contains(DECORATION.matcher(lower).replaceFirst(""))
                || PLACEHOLDER.matcher(lower).find()
                || lower.chars().distinct().count() < FEWEST_CHARACTERS;
    }
}
