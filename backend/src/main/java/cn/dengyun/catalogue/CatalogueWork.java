package cn.dengyun.catalogue;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Hostings and concessions that the other side has not confirmed, and concessions that nobody has published yet. */
@ApplicationScoped
class CatalogueWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofOrganizations("HOSTING"),
                WorkKind.ofOrganizations("CONCESSION_CONFIRMATION"),
                WorkKind.ofAuthorities("CONCESSION", WorkKind.AuthoritySay.OWN));
    }
}
