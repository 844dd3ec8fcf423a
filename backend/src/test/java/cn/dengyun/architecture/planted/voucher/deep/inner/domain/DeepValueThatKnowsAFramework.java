package cn.dengyun.architecture.planted.voucher.deep.inner.domain;

import io.smallrye.mutiny.Uni;

public record DeepValueThatKnowsAFramework(Uni<String> code) {}
