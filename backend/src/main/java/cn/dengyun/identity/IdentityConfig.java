package cn.dengyun.identity;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What identity has to be told by whoever runs the platform. */
@ConfigMapping(prefix = "dengyun")
public interface IdentityConfig {

    /**
     * Base64 of 32 bytes that encrypt private signing keys and secrets of second factors in the database; without it
     * they are stored plain.
     */
    Optional<String> keyEncryptionKey();

    /** Where people open the links in mails: the portal's address without a slash at its end. */
    Optional<String> portalUrl();
}
