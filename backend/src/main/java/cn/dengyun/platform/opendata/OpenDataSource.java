package cn.dengyun.platform.opendata;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Data that a slice publishes; each slice that has some brings a bean of this type. What is named here a stranger can
 * have at its address, and it stays there.
 */
public interface OpenDataSource {

    /** Codes of the frequency vocabulary of the EU, which DCAT takes: all the time, each day, now and then, never. */
    String CONTINUOUS = "CONT";

    String DAILY = "DAILY";
    String IRREGULAR = "IRREG";
    String NEVER = "NEVER";

    String JSON = "application/json";

    Uni<List<Dataset>> datasets();

    /** The same in Chinese and in English. */
    record Words(String zh, String en) {}

    /**
     * One form of the data.
     *
     * @param path with its query, below the root of the platform
     */
    record Distribution(String path, String mediaType) {}

    /**
     * A set of data.
     *
     * @param code that no other one has, in small letters with hyphens; it never changes
     * @param frequency one of the codes above
     * @param from the first day that it tells of; null where it has none
     * @param modified when it was changed last; null where that is not known, or it never was
     */
    record Dataset(
            String code,
            Words title,
            Words description,
            String frequency,
            LocalDate from,
            Instant modified,
            List<Distribution> distributions) {}
}
