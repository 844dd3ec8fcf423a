package cn.dengyun.voucher;

import cn.dengyun.platform.job.WorkerThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Carries out what is due at once, instead of waiting for the sweep. */
@ApplicationScoped
public class VoucherClock {

    private final VoucherSweep sweep;

    VoucherClock(VoucherSweep sweep) {
        this.sweep = sweep;
    }

    public void sweep() {
        WorkerThread.await(sweep.sweep());
    }
}
