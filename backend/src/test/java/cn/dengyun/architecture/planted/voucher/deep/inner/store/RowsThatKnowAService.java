package cn.dengyun.architecture.planted.voucher.deep.inner.store;

import cn.dengyun.architecture.planted.voucher.deep.inner.DeepService;

public record RowsThatKnowAService(DeepService service) {}
