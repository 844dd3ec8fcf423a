package cn.dengyun.identity.organization.domain;

import static cn.dengyun.identity.organization.domain.OrganizationDetail.Clarity.HIDDEN;
import static cn.dengyun.identity.organization.domain.OrganizationDetail.Clarity.MASKED;
import static cn.dengyun.identity.organization.domain.OrganizationDetail.Clarity.PLAIN;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import java.util.Optional;

/**
 * How much of an organisation somebody sees; the one place that says so. Name, region, section of industry and tags are
 * seen by everybody who sees the organisation at all: as they are certified by those from outside, as the organisation
 * says now by those who deal with it.
 */
public enum OrganizationDetail {
    /** Nobody signed in: what is certified, the credit code masked. */
    PUBLIC(MASKED, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN),
    /** Another enterprise, a provider or an authority of elsewhere: enough to make a contract or an invoice. */
    PARTNER(PLAIN, PLAIN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN),
    /** Pays by size class and must know of a freeze, but has no use for figures. */
    FINANCE(PLAIN, PLAIN, PLAIN, HIDDEN, MASKED, HIDDEN, PLAIN, HIDDEN),
    /** Keeps accounts and clients in order, and has no say in what is certified. */
    ADMINISTRATOR(PLAIN, PLAIN, PLAIN, HIDDEN, MASKED, HIDDEN, PLAIN, PLAIN),
    AUDITOR(PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN),
    /** That of the organisation's region, or above. */
    AUTHORITY(PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN),
    /** The organisation itself, or an agent with its mandate. */
    SELF(PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN);

    /** How clearly a field is seen. */
    public enum Clarity {
        HIDDEN,
        MASKED,
        PLAIN
    }

    private final Clarity creditCode;
    private final Clarity industryCode;
    private final Clarity sizeClass;
    private final Clarity figures;
    private final Clarity contact;
    private final Clarity registration;
    private final Clarity standing;
    private final Clarity declaration;

    OrganizationDetail(
            Clarity creditCode,
            Clarity industryCode,
            Clarity sizeClass,
            Clarity figures,
            Clarity contact,
            Clarity registration,
            Clarity standing,
            Clarity declaration) {
        this.creditCode = creditCode;
        this.industryCode = industryCode;
        this.sizeClass = sizeClass;
        this.figures = figures;
        this.contact = contact;
        this.registration = registration;
        this.standing = standing;
        this.declaration = declaration;
    }

    /** How the actor sees the organisation; empty when it may not even know of it. */
    public static Optional<OrganizationDetail> of(Actor actor, Organization organization) {
        if (actor.actsFor(organization.id())) {
            return Optional.of(isAllowed(actor) ? SELF : PARTNER);
        }
        if (actor.has(Roles.AUDITOR)) {
            return Optional.of(AUDITOR);
        }
        if (actor.has(Roles.AUTHORITY) && VisibleOrganizations.of(actor).isOverseen(organization)) {
            return Optional.of(AUTHORITY);
        }
        if (actor.has(Roles.SYSADMIN)) {
            return Optional.of(ADMINISTRATOR);
        }
        if (!organization.isCertified()) {
            return Optional.empty();
        }
        if (actor.has(Roles.FINANCE)) {
            return Optional.of(FINANCE);
        }
        return Optional.of(actor.isAnonymous() ? PUBLIC : PARTNER);
    }

    /** A system sees of its own organisation what everybody does unless it was granted more. */
    private static boolean isAllowed(Actor actor) {
        return !actor.isClient() || actor.scopes().contains(ClientScope.ORGANIZATION_READ.text());
    }

    /** The unified social credit code. */
    public Clarity creditCode() {
        return creditCode;
    }

    /** The industry more exactly than its section. */
    public Clarity industryCode() {
        return industryCode;
    }

    public Clarity sizeClass() {
        return sizeClass;
    }

    /** Staff, revenue and assets: business secrets. */
    public Clarity figures() {
        return figures;
    }

    /** Personal data. */
    public Clarity contact() {
        return contact;
    }

    /** Who stands behind it and what the register says: personal data for those who decide about it. */
    public Clarity registration() {
        return registration;
    }

    /** Whether it is frozen, and why. */
    public Clarity standing() {
        return standing;
    }

    /** What it says about itself now, beside what is certified. */
    public Clarity declaration() {
        return declaration;
    }
}
