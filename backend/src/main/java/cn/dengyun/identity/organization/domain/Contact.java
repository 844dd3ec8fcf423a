package cn.dengyun.identity.organization.domain;

/** Whom to call: personal data. Each part may be null. */
public record Contact(String name, String phone, String email) {

    /** Nobody is named. */
    static final Contact NONE = new Contact(null, null, null);
}
