package cn.dengyun.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Accounts, passwords and signing keys. */
@ConfigMapping(prefix = "dengyun.identity")
public interface IdentityConfig {

    /** Cost of bcrypt: each step doubles the work of hashing a password. */
    @WithDefault("12")
    int bcryptCost();

    /** How many passwords are hashed at the same time; the others wait. */
    @WithDefault("2")
    int passwordThreads();

    /** How many sign-ins may wait for their password to be hashed before more are turned away. */
    @WithDefault("64")
    int passwordQueue();

    /** How many wrong passwords for one user name are answered at once before delays begin. */
    @WithDefault("5")
    int freeAttempts();

    /** The first delay after that; each further failure doubles it, up to {@link #longestDelay()}. */
    @WithDefault("2S")
    Duration firstDelay();

    /** The longest delay between two attempts. */
    @WithDefault("5M")
    Duration longestDelay();

    /** How many failures for one user name lock it. */
    @WithDefault("15")
    int lockAfter();

    /** For how long it is then locked. */
    @WithDefault("30M")
    Duration lockFor();

    /** How many failures from one address within an hour are answered at once, whatever user names it tried. */
    @WithDefault("100")
    int freeAttemptsOfAddress();

    /**
     * Base64 of 32 bytes that encrypt private signing keys and secrets of second factors in the database; without it
     * they are stored plain.
     */
    Optional<String> keyEncryptionKey();

    /** Where people open the links in mails: the portal's address without a slash at its end. */
    Optional<String> portalUrl();

    /** How long the token in a mail for a forgotten password is good. */
    @WithDefault("30M")
    Duration passwordResetFor();

    /** How long somebody who is invited to an organisation may take to accept. */
    @WithDefault("7D")
    Duration invitationFor();

    /** Roles that must have a second factor; by default AUTHORITY and FINANCE, and none in the demo. */
    Optional<Set<String>> secondFactorRoles();

    /** After how long a signing key is replaced by a new one. */
    @WithDefault("90D")
    Duration keyLifetime();

    /** How often every node looks for new keys and revocations; at most 30 seconds. */
    @WithDefault("20S")
    Duration trustRefresh();
}
