package cn.dengyun.programme;

import cn.dengyun.programme.domain.Programme;
import java.time.Instant;
import java.util.UUID;

/**
 * A change of a programme that is decided and not yet on record: {@link Programme#moved} says which status it leads to.
 *
 * @param event that everybody is told
 * @param reason null where none has to be given
 */
record ProgrammeChange(ProgrammeEvent event, Programme before, Programme after, String reason, Instant at, UUID by) {}
