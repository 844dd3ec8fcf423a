package cn.dengyun.identity.organization.domain;

/** Whom to call: personal data. Each part may be null. */
public record Contact(String name, String phone, String email) {

    public static final int MAX_NAME = 100;
    public static final int MAX_PHONE = 40;
    /** Of an address of mail (RFC 5321). */
    public static final int MAX_EMAIL = 254;

    /** Nobody is named. */
    static final Contact NONE = new Contact(null, null, null);
}
