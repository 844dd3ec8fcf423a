package cn.dengyun.identity.organization.rest;

import cn.dengyun.identity.organization.OrganizationService;
import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.domain.OrganizationDetail;
import cn.dengyun.identity.organization.domain.OrganizationMeasure;
import cn.dengyun.identity.organization.domain.VisibleOrganizations;
import cn.dengyun.platform.frame.Reply;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Makes views of organisations for callers who may know of them. */
@ApplicationScoped
class OrganizationViews {

    private static final int DIVISION = 2;

    private final ReferenceService reference;

    OrganizationViews(ReferenceService reference) {
        this.reference = reference;
    }

    OrganizationView view(Organization organization, Actor actor) {
        OrganizationDetail sight = OrganizationDetail.of(actor, organization).orElseThrow();
        String industry = OrganizationView.shownFacts(organization, sight).industryCode();
        return OrganizationView.of(organization, sight, sectionOf(industry), actions(organization, sight, actor));
    }

    /** To whoever has just registered it: as he will see it from now on, the applicant as its first person. */
    Reply<OrganizationView> registered(Organization organization, Actor actor) {
        OrganizationDetail sight =
                actor.has(Roles.SYSADMIN) ? OrganizationDetail.ADMINISTRATOR : OrganizationDetail.SELF;
        OrganizationView view = OrganizationView.of(
                organization,
                sight,
                sectionOf(organization.profile().industryCode()),
                actions(organization, sight, actor));
        return Reply.created(view, "/api/v1/organizations/" + organization.id())
                .tagged(OrganizationService.tag(organization, sight));
    }

    Reply<OrganizationView> reply(Organization organization, Actor actor) {
        return Reply.ok(view(organization, actor)).tagged(OrganizationService.tag(organization, actor));
    }

    private String sectionOf(String industry) {
        if (industry == null || industry.length() < DIVISION) {
            return industry;
        }
        return reference
                .parentOf(ReferenceService.INDUSTRIES, industry.substring(0, DIVISION))
                .orElse(null);
    }

    private static List<String> actions(Organization organization, OrganizationDetail sight, Actor actor) {
        List<String> actions = new ArrayList<>();
        boolean isPerson = !actor.isClient();
        if (isPerson && (sight == OrganizationDetail.SELF || actor.has(Roles.SYSADMIN))) {
            actions.add("EDIT");
        }
        boolean hasSomethingToCertify = !organization.isCertified() || organization.isRecertificationDue();
        if (isPerson
                && sight == OrganizationDetail.SELF
                && organization.kind().isCertifiable()
                && hasSomethingToCertify) {
            actions.add("APPLY_FOR_CERTIFICATION");
        }
        if (sight == OrganizationDetail.AUTHORITY
                && VisibleOrganizations.of(actor).isOverseen(organization)) {
            for (OrganizationMeasure measure : OrganizationMeasure.values()) {
                if (measure.isPossibleFor(organization)) {
                    actions.add(measure.name());
                }
            }
        }
        return actions;
    }
}
