package cn.dengyun.contract;

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
