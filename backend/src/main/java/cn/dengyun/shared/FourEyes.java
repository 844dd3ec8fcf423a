package cn.dengyun.shared;

import java.util.UUID;

/** What one person asks for, another approves. */
public final class FourEyes {

    private FourEyes() {}

    /** Rejects with {@code four-eyes-required} (403) whoever made or asked for what is to be approved. */
    public static void require(UUID maker, UUID approver) {
        if (maker.equals(approver)) {
            throw Rejection.forbidden("four-eyes-required");
        }
    }
}
