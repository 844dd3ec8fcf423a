package cn.dengyun.monitoring.bulletin;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Bulletins that two persons of the province approve and one publishes, and errata that wait for their second person.
 */
@ApplicationScoped
class BulletinWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofAuthorities("BULLETIN_APPROVAL", AuthoritySay.OWN),
                WorkKind.ofAuthorities("BULLETIN_PUBLICATION", AuthoritySay.OWN),
                WorkKind.ofAuthorities("BULLETIN_ERRATUM", AuthoritySay.OWN));
    }
}
