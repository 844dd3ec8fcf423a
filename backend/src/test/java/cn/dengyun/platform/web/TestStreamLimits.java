package cn.dengyun.platform.web;

import jakarta.inject.Singleton;
import java.time.Duration;

/** Tests wait for the end of a stream, and fill the places of a caller. */
@Singleton
public class TestStreamLimits extends StreamLimits {

    public static final int OF_CALLER = 20;

    @Override
    int ofCaller() {
        return OF_CALLER;
    }

    @Override
    Duration look() {
        return Duration.ofMillis(200);
    }
}
