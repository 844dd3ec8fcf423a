package cn.dengyun.catalogue;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Hostings that the other side has not confirmed. */
@ApplicationScoped
class CatalogueWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(WorkKind.ofOrganizations("HOSTING"));
    }
}
