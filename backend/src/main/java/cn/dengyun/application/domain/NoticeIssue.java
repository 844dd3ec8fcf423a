package cn.dengyun.application.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * The decision to issue the vouchers of a public notice, and how far it has come; its id is that of its job.
 *
 * @param afterId the last application that was looked at
 * @param skipped applications that were left in the notice, because they cannot be issued now
 */
public record NoticeIssue(
        UUID id,
        UUID noticeId,
        String reason,
        Instant decidedAt,
        UUID decidedBy,
        UUID afterId,
        int issued,
        long issuedFen,
        int skipped) {}
