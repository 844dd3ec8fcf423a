package cn.dengyun.identity.organization.domain;

/** Whom to call: personal data. Each part may be null. */
public record Contact(String name, String phone, String email) {}
