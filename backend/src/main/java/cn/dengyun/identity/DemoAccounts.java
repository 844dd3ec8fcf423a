package cn.dengyun.identity;

import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The organisations, accounts and API clients of the demo. Names are fictitious, credit codes synthetic but valid, ids
 * fixed so that documentation and scripts can name them.
 */
public final class DemoAccounts {

    /** The organisation of the account {@code platform}, a provider of a cloud platform. */
    public static final UUID PLATFORM_ORGANIZATION = id(0x101);

    /** The organisation of the account {@code application}, a provider of cloud applications. */
    public static final UUID APPLICATION_ORGANIZATION = id(0x102);

    private static final UUID ENTERPRISE = id(0x103);
    private static final UUID ENTERPRISE2 = id(0x104);
    private static final UUID PROVINCE = id(0x105);
    private static final UUID FINANCE = id(0x106);
    private static final UUID AUDIT = id(0x107);
    private static final UUID HEFEI = id(0x108);
    private static final UUID FEIXI = id(0x109);
    private static final UUID WUHU = id(0x10A);

    static final List<DemoOrganization> ORGANIZATIONS = List.of(
            organization(PLATFORM_ORGANIZATION, OrganizationKind.PROVIDER, "91340000MA2T00058Q", "340000")
                    .named("皖云示范云计算有限公司", "Wanyun Demo Cloud Co., Ltd."),
            organization(APPLICATION_ORGANIZATION, OrganizationKind.PROVIDER, "91340200MA2T00023G", "340200")
                    .named("江城示范软件有限公司", "Jiangcheng Demo Software Co., Ltd."),
            organization(ENTERPRISE, OrganizationKind.ENTERPRISE, "91340100MA2T00015G", "340123")
                    .named("肥西示范精密机械有限公司", "Feixi Demo Precision Machinery Co., Ltd."),
            organization(ENTERPRISE2, OrganizationKind.ENTERPRISE, "91341822MA2T00031J", "341822")
                    .named("广德示范电子材料有限公司", "Guangde Demo Electronic Materials Co., Ltd."),
            organization(PROVINCE, OrganizationKind.AUTHORITY, "11340000MB0T000159", "340000")
                    .named("省经济和信息化主管部门（演示）", "Provincial economy and information technology department (demo)"),
            organization(FINANCE, OrganizationKind.AUTHORITY, "11340000MB0T000234", "340000")
                    .named("省财政部门（演示）", "Provincial finance department (demo)"),
            organization(AUDIT, OrganizationKind.AUTHORITY, "11340000MB0T00031Y", "340000")
                    .named("省审计部门（演示）", "Provincial audit department (demo)"),
            organization(HEFEI, OrganizationKind.AUTHORITY, "11340100MB0T0004XU", "340100")
                    .named("合肥市主管部门（演示）", "Hefei authority (demo)"),
            organization(FEIXI, OrganizationKind.AUTHORITY, "11340123MB0T000586", "340123")
                    .named("肥西县主管部门（演示）", "Feixi authority (demo)"),
            organization(WUHU, OrganizationKind.AUTHORITY, "11340200MB0T00066U", "340200")
                    .named("芜湖市主管部门（演示）", "Wuhu authority (demo)"));

    static final List<DemoAccount> ACCOUNTS = List.of(
            new DemoAccount(id(0x201), "province", "省级主管人员", Roles.AUTHORITY, PROVINCE),
            new DemoAccount(id(0x202), "finance", "省财政经办人员", Roles.FINANCE, FINANCE),
            new DemoAccount(id(0x203), "finance2", "省财政复核人员", Roles.FINANCE, FINANCE),
            new DemoAccount(id(0x204), "auditor", "审计人员", Roles.AUDITOR, AUDIT),
            new DemoAccount(id(0x205), "sysadmin", "系统管理员", Roles.SYSADMIN, null),
            new DemoAccount(id(0x206), "hefei", "合肥市主管人员", Roles.AUTHORITY, HEFEI),
            new DemoAccount(id(0x207), "feixi", "肥西县主管人员", Roles.AUTHORITY, FEIXI),
            new DemoAccount(id(0x208), "wuhu", "芜湖市主管人员", Roles.AUTHORITY, WUHU),
            new DemoAccount(id(0x209), "enterprise", "示范企业经办人", Roles.ENTERPRISE, ENTERPRISE),
            new DemoAccount(id(0x20A), "enterprise2", "示范企业二经办人", Roles.ENTERPRISE, ENTERPRISE2),
            new DemoAccount(id(0x20B), "platform", "云平台服务商经办人", Roles.PROVIDER, PLATFORM_ORGANIZATION),
            new DemoAccount(id(0x20C), "application", "云应用服务商经办人", Roles.PROVIDER, APPLICATION_ORGANIZATION),
            new DemoAccount(id(0x20D), "province2", "省级复核人员", Roles.AUTHORITY, PROVINCE),
            new DemoAccount(id(0x20E), "hefei2", "合肥市复核人员", Roles.AUTHORITY, HEFEI),
            new DemoAccount(id(0x20F), "sysadmin2", "系统管理复核人员", Roles.SYSADMIN, null),
            new DemoAccount(id(0x210), "province3", "省级签发人员", Roles.AUTHORITY, PROVINCE));

    static final List<DemoClient> CLIENTS = List.of(
            new DemoClient(
                    id(0x301), "platform-client", WellKnownSecrets.PLATFORM_CLIENT, "云平台目录推送", PLATFORM_ORGANIZATION),
            new DemoClient(
                    id(0x302),
                    "application-client",
                    WellKnownSecrets.APPLICATION_CLIENT,
                    "云应用目录推送",
                    APPLICATION_ORGANIZATION));

    private DemoAccounts() {}

    /** A fixed id of the demo: a well-formed UUIDv7 that no clock can make any more. */
    public static UUID id(long number) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | number);
    }

    private static DemoOrganization organization(UUID id, OrganizationKind kind, String creditCode, String region) {
        return new DemoOrganization(id, kind, creditCode, region, "", "");
    }

    record DemoOrganization(
            UUID id, OrganizationKind kind, String creditCode, String regionCode, String nameZh, String nameEn) {

        DemoOrganization named(String zh, String en) {
            return new DemoOrganization(id, kind, creditCode, regionCode, zh, en);
        }
    }

    record DemoAccount(UUID id, String username, String displayName, String role, UUID organizationId, String email) {

        /** One whose mail goes nowhere: example.cn belongs to nobody (RFC 2606). */
        DemoAccount(UUID id, String username, String displayName, String role, UUID organizationId) {
            this(id, username, displayName, role, organizationId, username + "@example.cn");
        }
    }

    record DemoClient(UUID id, String clientId, String secret, String name, UUID organizationId) {

        Set<String> scopes() {
            return ClientScope.texts();
        }
    }
}
