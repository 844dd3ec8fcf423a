package cn.dengyun.monitoring.plan;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import java.util.Set;
import java.util.UUID;

/**
 * The authorities of the demo. Monitoring knows no slice, so their fixed ids, which documentation names, are told here
 * once more.
 */
public final class DemoOffices {

    /** The account {@code province}. */
    public static final Actor PROVINCE = person(0x201, 0x105, AnnualPlan.PROVINCE);

    /** The account {@code province2}. */
    public static final Actor PROVINCE_CHECKER = person(0x20D, 0x105, AnnualPlan.PROVINCE);

    /** The account {@code province3}. */
    public static final Actor PROVINCE_SIGNER = person(0x210, 0x105, AnnualPlan.PROVINCE);

    /** The account {@code hefei}. */
    public static final Actor HEFEI = person(0x206, 0x108, "340100");

    /** The account {@code feixi}. */
    public static final Actor FEIXI = person(0x207, 0x109, "340123");

    /** The account {@code wuhu}. */
    public static final Actor WUHU = person(0x208, 0x10A, "340200");

    /** The provider of a cloud platform. */
    public static final UUID PLATFORM = id(1);

    private DemoOffices() {}

    private static Actor person(long account, long office, String regionCode) {
        return new Actor(id(account), false, id(office), Set.of(Roles.AUTHORITY), Set.of(), regionCode);
    }

    private static UUID id(long number) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | number);
    }
}
