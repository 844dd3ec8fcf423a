package cn.dengyun.trade.usage;

import cn.dengyun.shared.Defect;
import java.util.List;

/**
 * What came in one request, read and checked as far as that is possible without the meters.
 *
 * @param digest SHA-256 of the bytes that came, after decompression, in hexadecimal digits
 * @param lines that are not blank, at least one
 */
public record UsageBatch(String digest, List<Line> lines) {

    public UsageBatch {
        lines = List.copyOf(lines);
    }

    /**
     * One of them.
     *
     * @param number its place in the body, from 1
     * @param said null where something is wrong with it
     * @param eventId the provider's key, as far as it could be read; else null
     * @param defects none where it is sound
     * @param isCloudEvent whether it was the data of one, which says where its defects are
     */
    record Line(int number, UsageLine said, String eventId, List<Defect> defects, boolean isCloudEvent) {}
}
