package cn.dengyun.adoption.record;

import java.time.Instant;
import java.util.UUID;

/**
 * That an enterprise says that it is not so.
 *
 * @param objectionDueAt by when its county has to decide
 */
record AdoptionObjection(
        AdoptionGrounds grounds, String statement, UUID objectedBy, Instant objectedAt, Instant objectionDueAt) {}
