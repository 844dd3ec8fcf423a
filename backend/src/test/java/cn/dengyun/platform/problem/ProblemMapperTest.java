package cn.dengyun.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProblemMapperTest {

    @Test
    void whoHangsUpWhileHisBodyIsReadIsNoFailureOfThePlatform() {
        Throwable closed = new HttpClosedException("Connection was closed");

        assertThat(ProblemMapper.isHangUp(new IOException(new IOException(closed))))
                .isTrue();
        assertThat(ProblemMapper.isHangUp(new IOException("No space left on device")))
                .isFalse();
    }
}
