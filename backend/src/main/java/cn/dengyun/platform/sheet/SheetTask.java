package cn.dengyun.platform.sheet;

import cn.dengyun.shared.Actor;
import java.util.UUID;

/**
 * On whose behalf rows are carried out.
 *
 * @param id of the import
 * @param actor who sent the file, with the rights of that moment
 * @param targetId what the rows belong to; null where the kind has none
 */
public record SheetTask(UUID id, Actor actor, UUID targetId) {}
