package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.web.CostlyOperation;
import cn.dengyun.platform.web.CostlyOperation.Cost;
import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Enterprises that have to confirm, and what costs more than to look at one. */
@ApplicationScoped
class AdoptedWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(WorkKind.ofOrganizations("ADOPTION_CONFIRMATION"));
    }

    @Produces
    @Singleton
    CostlyOperation counts() {
        return new CostlyOperation(Cost.SEARCH, "GET", AdoptionCountResource.PATH);
    }

    @Produces
    @Singleton
    CostlyOperation list() {
        return new CostlyOperation(Cost.SEARCH, "GET", AdoptedEnterpriseResource.PATH);
    }
}
