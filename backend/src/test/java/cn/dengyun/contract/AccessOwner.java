package cn.dengyun.contract;

import java.util.Set;

/** The organisations of the demo that own the things which the access matrix is tried on. */
public enum AccessOwner {
    /** In Feixi, which belongs to Hefei. */
    ENTERPRISE("01900000-0000-7000-8000-000000000103", "enterprise", "hefei", "wuhu"),
    /** In Wuhu. */
    APPLICATION("01900000-0000-7000-8000-000000000102", "application", "wuhu", "hefei"),
    /** Of the province as a whole. */
    PLATFORM("01900000-0000-7000-8000-000000000101", "platform", "province", "hefei");

    private final String organizationId;
    private final String account;
    private final String authority;
    private final String otherAuthority;

    AccessOwner(String organizationId, String account, String authority, String otherAuthority) {
        this.organizationId = organizationId;
        this.account = account;
        this.authority = authority;
        this.otherAuthority = otherAuthority;
    }

    /** Whose thing an operation is tried on for a caller. */
    static AccessOwner of(Contract.Operation operation, AccessColumn column) {
        Set<AccessOwner> owners =
                AccessFamily.of(operation.path()).map(AccessFamily::owners).orElse(Set.of());
        boolean isOfProvider = column.role() != null && column.role().equals("PROVIDER");
        boolean isEnterprises = owners.contains(ENTERPRISE) && !owners.contains(PLATFORM);
        if (isEnterprises || owners.contains(ENTERPRISE) && !isOfProvider) {
            return ENTERPRISE;
        }
        // Of the two providers the one in a city shows whether another city's authority is kept out.
        return "AUTHORITY".equals(column.role()) ? APPLICATION : PLATFORM;
    }

    public String organizationId() {
        return organizationId;
    }

    public String account() {
        return account;
    }

    /** The account of the authority in whose region it is. */
    String authority() {
        return authority;
    }

    /** The account of an authority of another region. */
    String otherAuthority() {
        return otherAuthority;
    }
}
