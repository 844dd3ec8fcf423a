package cn.dengyun.identity;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How hard it is to guess a password, and to fill the register. None of it is a setting: whoever could lower it by
 * mistake would open the doors of everybody. Tests, which sign in all the time, bring a bean of this type that is
 * cheaper.
 */
@Singleton
@DefaultBean
public class IdentityLimits {

    /** Cost of bcrypt: each step doubles the work of hashing a password. 12 takes about a quarter of a second. */
    public int bcryptCost() {
        return 12;
    }

    /**
     * How many passwords are hashed at the same time, half as many as there are cores; the others wait. More would take
     * the cores of everybody else.
     */
    public int passwordThreads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /**
     * How many may wait for their password to be hashed before more are turned away; of strangers, and of those who
     * were signed in before from where they are.
     */
    public int passwordQueue() {
        return 64;
    }

    /** How many wrong passwords for one user name are answered at once before delays begin. */
    public int freeAttempts() {
        return 5;
    }

    /** The first delay after that; each further failure doubles it, up to {@link #longestDelay()}. */
    public Duration firstDelay() {
        return Duration.ofSeconds(2);
    }

    /** The longest delay between two attempts. */
    public Duration longestDelay() {
        return Duration.ofMinutes(5);
    }

    /** How many failures for one user name lock it. */
    public int lockAfter() {
        return 15;
    }

    /** For how long it is then locked. */
    public Duration lockFor() {
        return Duration.ofMinutes(30);
    }

    /**
     * How many failures from one address within an hour are answered at once, whatever user names it tried. An office
     * of hundreds shares one address.
     */
    public int freeAttemptsOfAddress() {
        return 100;
    }

    /** API clients that an organisation may have, without those that are over. */
    public int apiClients() {
        return 100;
    }

    /** Organisations that may be registered from one address in an hour, counted by each node for itself. */
    public int registrationsPerHour() {
        return 20;
    }

    /**
     * People unknown here whom an external issuer signs in from one address in an hour, counted by each node for
     * itself. An office of hundreds shares one address.
     */
    public int newcomersPerHour() {
        return 200;
    }
}
