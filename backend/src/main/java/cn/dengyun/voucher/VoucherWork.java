package cn.dengyun.voucher;

import cn.dengyun.platform.work.WorkKind;
import cn.dengyun.platform.work.WorkKind.AuthoritySay;
import cn.dengyun.platform.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Vouchers that wait for their enterprise, or for a second person. */
@ApplicationScoped
class VoucherWork implements WorkSource {

    @Override
    public List<WorkKind> kinds() {
        return List.of(
                WorkKind.ofOrganizations("VOUCHER_ACCEPTANCE"),
                WorkKind.ofAuthorities("VOUCHER_REVOCATION", AuthoritySay.NEAREST));
    }
}
