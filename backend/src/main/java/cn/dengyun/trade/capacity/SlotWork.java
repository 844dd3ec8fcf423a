package cn.dengyun.trade.capacity;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Slots that wait for an answer of the provider, and those that are over for the word of the enterprise. */
@ApplicationScoped
class SlotWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofOrganizations("SLOT_ANSWER"),
                WorkKind.ofOrganizations("SLOT_CANCELLATION"),
                WorkKind.ofOrganizations("SLOT_COMPLETION"));
    }
}
