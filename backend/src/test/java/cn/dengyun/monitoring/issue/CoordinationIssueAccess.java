package cn.dengyun.monitoring.issue;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import jakarta.inject.Singleton;
import java.util.Set;

/** An issue that Wuhu has raised. */
@Singleton
final class CoordinationIssueAccess implements AccessThing {

    @Override
    public AccessFamily family() {
        return new AccessFamily(TestIssues.PATH + "/{}", Set.of(), AccessFamily.Secrecy.KNOWN);
    }

    @Override
    public String make(AccessOwner owner) {
        return TestIssues.raised("wuhu");
    }
}
