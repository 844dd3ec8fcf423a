package cn.dengyun.identity;

import cn.dengyun.shared.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;

/** The secrets of the demo, printed in every copy of the documentation and therefore worth nothing anywhere else. */
public final class WellKnownSecrets {

    public static final String PASSWORD = "Dengyun#2018";
    public static final String PLATFORM_CLIENT = "platform-secret";
    public static final String APPLICATION_CLIENT = "application-secret";

    private static final Set<String> CLIENT_SECRETS = Set.of(PLATFORM_CLIENT, APPLICATION_CLIENT);

    private WellKnownSecrets() {}

    public static boolean isPassword(String password) {
        return PASSWORD.equalsIgnoreCase(password);
    }

    public static boolean isClientSecret(String secret) {
        return CLIENT_SECRETS.contains(secret);
    }

    /** API clients' secrets are random, so one fast digest keeps them as well as a slow one would. */
    public static byte[] digest(String secret) {
        return Hashes.sha256(secret.getBytes(StandardCharsets.UTF_8));
    }

    public static boolean matches(String secret, byte[] digest) {
        return MessageDigest.isEqual(digest(secret), Arrays.copyOf(digest, digest.length));
    }
}
