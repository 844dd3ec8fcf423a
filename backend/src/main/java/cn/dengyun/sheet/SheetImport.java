package cn.dengyun.sheet;

import cn.dengyun.platform.sheet.SheetFormat;
import cn.dengyun.platform.web.Language;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * A file of rows that somebody sent.
 *
 * @param id also the id of the job that carries it out
 * @param organizationId of its sender; null for the platform's own administrators
 * @param caller the sender with the rights of that moment, see {@link Callers}
 * @param targetId what the rows belong to; null where the kind has none
 * @param fileId where its bytes are, as long as they are kept
 * @param sha256 of its bytes
 * @param language in which the file goes back
 * @param createdCount rows that came to this end so far, and the same of the other ends
 * @param resultId where the bytes of the file are that goes back; null until it is written
 */
public record SheetImport(
        UUID id,
        String kind,
        UUID organizationId,
        UUID callerId,
        JsonObject caller,
        UUID targetId,
        String fileName,
        SheetFormat format,
        UUID fileId,
        String sha256,
        int rowCount,
        boolean isDryRun,
        Language language,
        int createdCount,
        int updatedCount,
        int unchangedCount,
        int refusedCount,
        UUID resultId,
        Instant createdAt) {}
