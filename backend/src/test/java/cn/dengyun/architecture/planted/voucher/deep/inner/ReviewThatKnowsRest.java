package cn.dengyun.architecture.planted.voucher.deep.inner;

import cn.dengyun.architecture.planted.voucher.deep.inner.rest.DeepView;

public record ReviewThatKnowsRest(DeepView view) {}
