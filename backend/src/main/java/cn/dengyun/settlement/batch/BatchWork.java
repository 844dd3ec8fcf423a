package cn.dengyun.settlement.batch;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * Batches that wait for the office that built them, objections that it decides, and payees that the bank cannot pay.
 */
@ApplicationScoped
class BatchWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                ofOffice("SETTLEMENT_APPROVAL"),
                ofOffice("SETTLEMENT_NOTICE"),
                ofOffice("SETTLEMENT_INSTRUCTION"),
                ofOffice("SETTLEMENT_INSTRUCTION_APPROVAL"),
                ofOffice("SETTLEMENT_RESULTS"),
                ofOffice("SETTLEMENT_OBJECTION"),
                WorkKind.ofOrganizations("SETTLEMENT_PAYEE_ACCOUNT"),
                ofOffice("SETTLEMENT_FAILURE"));
    }

    /** Of everybody of finance in one office. */
    private static WorkKind ofOffice(String code) {
        return new WorkKind(code, AuthoritySay.NONE, Set.of(), true);
    }
}
