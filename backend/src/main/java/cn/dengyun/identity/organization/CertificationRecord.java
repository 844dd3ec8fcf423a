package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.Certification;
import cn.dengyun.identity.organization.domain.CertificationTransition;
import cn.dengyun.identity.organization.domain.VisibleOrganizations;
import cn.dengyun.identity.organization.store.CertificationStore;
import cn.dengyun.platform.casefile.CaseRecord;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Certifications take documents until they are submitted, and again while they are returned. */
@ApplicationScoped
class CertificationRecord implements CaseRecord {

    private final CertificationStore certifications;

    CertificationRecord(CertificationStore certifications) {
        this.certifications = certifications;
    }

    @Override
    public String kind() {
        return "certification";
    }

    @Override
    public String path() {
        return "/api/v1/certifications";
    }

    @Override
    public Uni<Standing> find(Actor actor, UUID id) {
        return certifications.get(id, VisibleOrganizations.of(actor)).map(found -> standing(found, actor));
    }

    @Override
    public Uni<Standing> lock(SqlConnection connection, Actor actor, UUID id) {
        return certifications
                .lock(connection, id, VisibleOrganizations.of(actor))
                .map(found -> standing(found, actor));
    }

    /** An administrator of the platform has no business with what an organisation proves. */
    private static Standing standing(Certification found, Actor actor) {
        boolean isKnown = actor.actsFor(found.organizationId())
                || actor.has(Roles.AUDITOR)
                || VisibleOrganizations.of(actor).isInRegion(found.facts().regionCode());
        if (!isKnown) {
            throw Rejection.notFound("certification-not-found");
        }
        return new Standing(
                found.organizationId(),
                CertificationTransition.SUBMIT.isAllowedFrom(found.status()),
                found.isDecidedBy(actor) || actor.has(Roles.AUDITOR));
    }
}
