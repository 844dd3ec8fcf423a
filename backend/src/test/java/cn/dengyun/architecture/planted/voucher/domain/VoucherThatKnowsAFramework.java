package cn.dengyun.architecture.planted.voucher.domain;

import io.smallrye.mutiny.Uni;

public record VoucherThatKnowsAFramework(Uni<String> code) {}
