package cn.dengyun.assessment.level;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What an enterprise says to a spot check, with documents in force on it. */
record SpotCheckAnswer(String statement, List<UUID> documentIds, UUID answeredBy, Instant answeredAt) {}
