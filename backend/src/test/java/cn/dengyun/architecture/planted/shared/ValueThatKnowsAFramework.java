package cn.dengyun.architecture.planted.shared;

import io.smallrye.mutiny.Uni;

public record ValueThatKnowsAFramework(Uni<String> value) {}
