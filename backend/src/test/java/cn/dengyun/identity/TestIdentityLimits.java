package cn.dengyun.identity;

import jakarta.inject.Singleton;

/**
 * Tests sign in often, and bcrypt at its real cost would be most of their time. All of them come from one address,
 * where many fail to sign in on purpose and many organisations register.
 */
@Singleton
public class TestIdentityLimits extends IdentityLimits {

    private static final int UNREACHED = 100_000;

    /** For each of the addresses that a test comes from. */
    public static final int NEWCOMERS = 60;

    @Override
    public int bcryptCost() {
        return 4;
    }

    @Override
    public int freeAttemptsOfAddress() {
        return UNREACHED;
    }

    @Override
    public int registrationsPerHour() {
        return UNREACHED;
    }

    @Override
    public int newcomersPerHour() {
        return NEWCOMERS;
    }
}
