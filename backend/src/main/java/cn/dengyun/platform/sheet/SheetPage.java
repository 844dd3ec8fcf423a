package cn.dengyun.platform.sheet;

import java.util.List;
import java.util.Map;

/**
 * Some rows of what is on record.
 *
 * @param rows by column; {@code Fen} for amounts, days, numbers, truths, the codes of choices, and texts. What is
 *     absent is empty
 * @param next where the next page begins; null behind the last
 */
public record SheetPage(List<Map<SheetColumn, Object>> rows, String next) {}
