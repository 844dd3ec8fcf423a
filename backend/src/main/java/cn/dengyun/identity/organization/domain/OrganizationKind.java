package cn.dengyun.identity.organization.domain;

import cn.dengyun.shared.Roles;
import java.util.Set;

/** What an organisation is on the platform, which decides the role of its people and of its API clients. */
public enum OrganizationKind {
    /** 企业: moves to the cloud. */
    ENTERPRISE(Set.of(Roles.ENTERPRISE)),
    /** 服务商: offers services. */
    PROVIDER(Set.of(Roles.PROVIDER)),
    /** 主管部门: a department of the province, a city or a county. */
    AUTHORITY(Set.of()),
    /** 平台运营单位: runs the platform. */
    OPERATOR(Set.of());

    private final Set<String> clientRoles;

    OrganizationKind(Set<String> clientRoles) {
        this.clientRoles = clientRoles;
    }

    /** The roles of this organisation's systems; empty where systems have no business here yet. */
    public Set<String> clientRoles() {
        return clientRoles;
    }

    /** Whether such an organisation registers itself and is certified; the others are set up by an administrator. */
    public boolean isCertifiable() {
        return this == ENTERPRISE || this == PROVIDER;
    }
}
