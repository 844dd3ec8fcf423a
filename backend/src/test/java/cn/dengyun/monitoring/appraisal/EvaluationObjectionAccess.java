package cn.dengyun.monitoring.appraisal;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** An objection that nobody knows of: who may decide one is decided before that. */
@Singleton
final class EvaluationObjectionAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestEvaluations.PATH + "/{}/objections/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestEvaluations.objected("wuhu", TestEvaluations.opened());
    }
}
