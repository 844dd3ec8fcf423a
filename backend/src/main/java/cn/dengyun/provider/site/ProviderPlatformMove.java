package cn.dengyun.provider.site;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a platform of a provider as one table. */
enum ProviderPlatformMove implements Move<ProviderPlatformStatus> {
    EDIT(ProviderPlatformStatus.OPERATING, ProviderPlatformEvent.CHANGED),
    /** What is hosted on it ends with it. */
    CLOSE(ProviderPlatformStatus.CLOSED, ProviderPlatformEvent.CLOSED);

    final ProviderPlatformEvent event;
    private final Transition<ProviderPlatformStatus> transition;

    ProviderPlatformMove(ProviderPlatformStatus target, ProviderPlatformEvent event) {
        this.event = event;
        this.transition = Transition.of(target, ProviderPlatformStatus.OPERATING);
    }

    @Override
    public Transition<ProviderPlatformStatus> transition() {
        return transition;
    }
}
