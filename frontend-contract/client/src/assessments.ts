import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type Assessment = components["schemas"]["Assessment"];
export type AssessmentAnswers = components["schemas"]["AssessmentRequest"];
export type AssessmentSubmission = components["schemas"]["AssessmentSubmissionRequest"];
export type AssessmentReview = components["schemas"]["AssessmentReviewRequest"];
export type AssessmentDowngrade = components["schemas"]["AssessmentDowngradeRequest"];
export type AssessmentSummary = components["schemas"]["AssessmentSummary"];
export type AssessmentComparison = components["schemas"]["AssessmentComparison"];
export type AssessmentStandard = components["schemas"]["AssessmentStandard"];
export type AssessmentStandardRequest = components["schemas"]["AssessmentStandardRequest"];
export type AssessmentStandardPatch = components["schemas"]["AssessmentStandardPatch"];
export type AssessmentConfirmation = components["schemas"]["AssessmentConfirmationRequest"];
export type AssessedLevel = components["schemas"]["AssessedLevel"];
export type AssessmentObjection = components["schemas"]["AssessmentObjection"];
export type AssessmentObjectionDecision = components["schemas"]["AssessmentObjectionDecisionRequest"];
export type AssessmentAppeal = components["schemas"]["AssessmentAppeal"];
export type AssessmentAppealDecision = components["schemas"]["AssessmentAppealDecisionRequest"];
export type LevelCertificate = components["schemas"]["LevelCertificate"];
export type AssessedLevelFilter = Omit<NonNullable<operations["listAssessedLevels"]["parameters"]["query"]>, "cursor">;
export type AssessmentObjectionFilter = Omit<
  NonNullable<operations["listAssessmentObjections"]["parameters"]["query"]>,
  "cursor"
>;
export type AssessmentAppealFilter = Omit<
  NonNullable<operations["listAssessmentAppeals"]["parameters"]["query"]>,
  "cursor"
>;
export type SpotCheckDraw = components["schemas"]["SpotCheckDraw"];
export type SpotCheckDrawRequest = components["schemas"]["SpotCheckDrawRequest"];
export type SpotCheckDrawFilter = Omit<NonNullable<operations["listSpotCheckDraws"]["parameters"]["query"]>, "cursor">;
export type SpotCheckCandidate = components["schemas"]["SpotCheckCandidate"];
export type SpotCheckCandidateFilter = Omit<
  NonNullable<operations["listSpotCheckCandidates"]["parameters"]["query"]>,
  "cursor"
>;
export type SpotCheck = components["schemas"]["SpotCheck"];
export type SpotCheckFilter = Omit<NonNullable<operations["listSpotChecks"]["parameters"]["query"]>, "cursor">;
export type SpotCheckAnswer = components["schemas"]["SpotCheckAnswerRequest"];
export type SpotCheckResult = components["schemas"]["SpotCheckResultRequest"];
export type SpotCheckDecision = components["schemas"]["SpotCheckDecisionRequest"];
export type AssessmentExpert = components["schemas"]["AssessmentExpert"];
export type AssessmentExpertRequest = components["schemas"]["AssessmentExpertRequest"];
export type AssessmentExpertFilter = Omit<
  NonNullable<operations["listAssessmentExperts"]["parameters"]["query"]>,
  "cursor"
>;
export type AssessmentExpertDraw = components["schemas"]["AssessmentExpertDraw"];
export type AssessmentExpertDrawFilter = Omit<
  NonNullable<operations["listAssessmentExpertDraws"]["parameters"]["query"]>,
  "cursor"
>;
export type AssessmentOpinion = components["schemas"]["AssessmentOpinion"];
export type AssessmentOpinionFilter = Omit<
  NonNullable<operations["listAssessmentOpinions"]["parameters"]["query"]>,
  "cursor"
>;
export type AssessmentOpinionStatement = components["schemas"]["AssessmentOpinionStatement"];
export type PreRating = components["schemas"]["PreRating"];
export type PreRatingFilter = Omit<NonNullable<operations["listPreRatings"]["parameters"]["query"]>, "cursor">;
export type PreRatingRun = components["schemas"]["PreRatingRun"];
export type AssessmentFilter = Omit<NonNullable<operations["listAssessments"]["parameters"]["query"]>, "cursor">;
export type AssessmentStandardFilter = Omit<
  NonNullable<operations["listAssessmentStandards"]["parameters"]["query"]>,
  "cursor"
>;

/** An assessment, and the tag of what was read, for what is to be based on it. */
export interface ReadAssessment {
  assessment: Assessment;
  etag: string;
}

/** A standard of levels, and the tag of what was read, for what is to be based on it. */
export interface ReadAssessmentStandard {
  standard: AssessmentStandard;
  etag: string;
}

/** Standards of levels, the newest first; everybody may ask for those that are or were published. */
export function assessmentStandards(
  platform: Dengyun,
  filter: AssessmentStandardFilter = {},
): AsyncGenerator<AssessmentStandard, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/assessment-standards", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** A standard of levels, and the tag that `changeAssessmentStandard` is based on. */
export async function assessmentStandard(platform: Dengyun, id: string): Promise<ReadAssessmentStandard | undefined> {
  const { data, response } = await platform.api.GET("/api/v1/assessment-standards/{id}", { params: { path: { id } } });
  return data === undefined ? undefined : { standard: data, etag: response.headers.get("ETag") ?? "" };
}

/** The province draws up a standard of levels. */
export async function drawUpAssessmentStandard(
  platform: Dengyun,
  wanted: AssessmentStandardRequest,
  options: WriteOptions = {},
): Promise<AssessmentStandard | undefined> {
  const { data } = await platform.api.POST("/api/v1/assessment-standards", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Changes what was read while it is a draft, with its `etag`. */
export async function changeAssessmentStandard(
  platform: Dengyun,
  read: ReadAssessmentStandard,
  patch: AssessmentStandardPatch,
): Promise<AssessmentStandard | undefined> {
  const { data } = await platform.api.PATCH("/api/v1/assessment-standards/{id}", {
    params: { path: { id: read.standard.id }, header: { "If-Match": read.etag } },
    body: patch,
    headers: { "Content-Type": "application/merge-patch+json" },
  });
  return done(data);
}

/** Another person of the province publishes it, in the place of the one before. */
export async function publishAssessmentStandard(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<AssessmentStandard | undefined> {
  const { data } = await platform.api.POST("/api/v1/assessment-standards/{id}/publications", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Assessments, the newest first: an enterprise its own, an authority those of its region that were submitted. */
export function assessments(
  platform: Dengyun,
  filter: AssessmentFilter = {},
): AsyncGenerator<Assessment, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/assessments", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** How many enterprises hold which level, in the caller's region or one in it. */
export async function assessmentSummary(platform: Dengyun, region?: string): Promise<AssessmentSummary | undefined> {
  const { data } = await platform.api.GET("/api/v1/assessment-summary", {
    params: { query: region === undefined ? {} : { region } },
  });
  return data;
}

/** Where an enterprise stands among others whose levels hold: in the province, its unit, and its industry in both. */
export async function assessmentComparison(platform: Dengyun, id: string): Promise<AssessmentComparison | undefined> {
  const { data } = await platform.api.GET("/api/v1/assessments/{id}/comparison", { params: { path: { id } } });
  return data;
}

/** An assessment, and the tag that `changeAssessment` is based on. */
export async function assessment(platform: Dengyun, id: string): Promise<ReadAssessment | undefined> {
  const { data, response } = await platform.api.GET("/api/v1/assessments/{id}", { params: { path: { id } } });
  return data === undefined ? undefined : { assessment: data, etag: response.headers.get("ETag") ?? "" };
}

/** An enterprise begins one, by the standard that is published now. */
export async function beginAssessment(
  platform: Dengyun,
  says: AssessmentAnswers,
  options: WriteOptions = {},
): Promise<Assessment | undefined> {
  const { data } = await platform.api.POST("/api/v1/assessments", {
    params: { header: header(options) },
    body: says,
  });
  return done(data);
}

/** Answers anew what was read, while it is a draft or was returned, with its `etag`. */
export async function changeAssessment(
  platform: Dengyun,
  read: ReadAssessment,
  says: AssessmentAnswers,
): Promise<Assessment | undefined> {
  const { data } = await platform.api.PATCH("/api/v1/assessments/{id}", {
    params: { path: { id: read.assessment.id }, header: { "If-Match": read.etag } },
    body: says,
    headers: { "Content-Type": "application/merge-patch+json" },
  });
  return done(data);
}

/** Submits it, with the pledge that it is true and the documents that prove it. */
export async function submitAssessment(
  platform: Dengyun,
  id: string,
  submission: AssessmentSubmission,
  options: WriteOptions = {},
): Promise<Assessment | undefined> {
  const { data } = await platform.api.POST("/api/v1/assessments/{id}/submissions", {
    params: { path: { id }, header: header(options) },
    body: submission,
  });
  return done(data);
}

/** The enterprise withdraws what is not decided on. */
export async function withdrawAssessment(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Assessment | undefined> {
  const { data } = await platform.api.POST("/api/v1/assessments/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** An authority confirms a level, returns the assessment with everything that has to be mended, or rejects it. */
export async function reviewAssessment(
  platform: Dengyun,
  id: string,
  review: AssessmentReview,
  options: WriteOptions = {},
): Promise<Assessment | undefined> {
  const { data } = await platform.api.POST("/api/v1/assessments/{id}/reviews", {
    params: { path: { id }, header: header(options) },
    body: review,
  });
  return done(data);
}

/** An authority lowers a level that holds. */
export async function downgradeAssessment(
  platform: Dengyun,
  id: string,
  downgrade: AssessmentDowngrade,
  options: WriteOptions = {},
): Promise<Assessment | undefined> {
  const { data } = await platform.api.POST("/api/v1/assessments/{id}/downgrades", {
    params: { path: { id }, header: header(options) },
    body: downgrade,
  });
  return done(data);
}

/** Levels in public notice and levels that hold, the newest first, for everybody. */
export function assessedLevels(
  platform: Dengyun,
  filter: AssessedLevelFilter = {},
): AsyncGenerator<AssessedLevel, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/assessed-levels", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** Somebody objects to a level in public notice, once for each organisation. */
export async function objectToLevel(
  platform: Dengyun,
  id: string,
  statement: string,
  options: WriteOptions = {},
): Promise<AssessmentObjection | undefined> {
  const { data } = await platform.api.POST("/api/v1/assessed-levels/{id}/objections", {
    params: { path: { id }, header: header(options) },
    body: { statement },
  });
  return done(data);
}

/** Objections against levels, the newest first. */
export function assessmentObjections(
  platform: Dengyun,
  filter: AssessmentObjectionFilter = {},
): AsyncGenerator<AssessmentObjection, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/assessment-objections", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** Somebody else than the reviewer decides on an objection; one that is upheld rejects the assessment. */
export async function decideAssessmentObjection(
  platform: Dengyun,
  id: string,
  decision: AssessmentObjectionDecision,
  options: WriteOptions = {},
): Promise<AssessmentObjection | undefined> {
  const { data } = await platform.api.POST("/api/v1/assessment-objections/{id}/decisions", {
    params: { path: { id }, header: header(options) },
    body: decision,
  });
  return done(data);
}

/** The enterprise appeals against a rejection, a lower level or a downgrade, once against each. */
export async function appealAssessment(
  platform: Dengyun,
  id: string,
  statement: string,
  options: WriteOptions = {},
): Promise<AssessmentAppeal | undefined> {
  const { data } = await platform.api.POST("/api/v1/assessments/{id}/appeals", {
    params: { path: { id }, header: header(options) },
    body: { statement },
  });
  return done(data);
}

/** Appeals, the newest first. */
export function assessmentAppeals(
  platform: Dengyun,
  filter: AssessmentAppealFilter = {},
): AsyncGenerator<AssessmentAppeal, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/assessment-appeals", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** The province decides on an appeal. */
export async function decideAssessmentAppeal(
  platform: Dengyun,
  id: string,
  decision: AssessmentAppealDecision,
  options: WriteOptions = {},
): Promise<AssessmentAppeal | undefined> {
  const { data } = await platform.api.POST("/api/v1/assessment-appeals/{id}/decisions", {
    params: { path: { id }, header: header(options) },
    body: decision,
  });
  return done(data);
}

/** The enterprise confirms after a year that nothing has changed that its level rests on. */
export async function confirmAssessment(
  platform: Dengyun,
  id: string,
  confirmation: AssessmentConfirmation,
  options: WriteOptions = {},
): Promise<Assessment | undefined> {
  const { data } = await platform.api.POST("/api/v1/assessments/{id}/confirmations", {
    params: { path: { id }, header: header(options) },
    body: confirmation,
  });
  return done(data);
}

/** The certificate of a level that holds: a signed text that verifies without a connection. */
export async function levelCertificate(platform: Dengyun, id: string): Promise<LevelCertificate | undefined> {
  const { data } = await platform.api.GET("/api/v1/assessments/{id}/certificate", { params: { path: { id } } });
  return data;
}

/** The province has all certified enterprises rated beforehand by the published standard, one run at a time. */
export async function rateBeforehand(
  platform: Dengyun,
  reason: string,
  options: WriteOptions = {},
): Promise<PreRatingRun | undefined> {
  const { data } = await platform.api.POST("/api/v1/pre-rating-runs", {
    params: { header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Runs that rate enterprises beforehand, the newest first. */
export function preRatingRuns(platform: Dengyun): AsyncGenerator<PreRatingRun, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/pre-rating-runs", { params: { query: cursor === undefined ? {} : { cursor } } }),
  );
}

/** What levels enterprises would reach: an enterprise its own, an authority those of its region. */
export function preRatings(
  platform: Dengyun,
  filter: PreRatingFilter = {},
): AsyncGenerator<PreRating, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/pre-ratings", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** What level an enterprise would reach, by its id. */
export async function preRating(platform: Dengyun, enterprise: string): Promise<PreRating | undefined> {
  const { data } = await platform.api.GET("/api/v1/pre-ratings/{id}", { params: { path: { id: enterprise } } });
  return data;
}

/** An authority draws levels to be checked; enterprises that are drawn are told. */
export async function drawSpotChecks(
  platform: Dengyun,
  wanted: SpotCheckDrawRequest,
  options: WriteOptions = {},
): Promise<SpotCheckDraw | undefined> {
  const { data } = await platform.api.POST("/api/v1/spot-check-draws", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Draws of levels to be checked, the newest first, for everybody. */
export function spotCheckDraws(
  platform: Dengyun,
  filter: SpotCheckDrawFilter = {},
): AsyncGenerator<SpotCheckDraw, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/spot-check-draws", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** A draw, with the seed by which anybody draws the same again. */
export async function spotCheckDraw(platform: Dengyun, id: string): Promise<SpotCheckDraw | undefined> {
  const { data } = await platform.api.GET("/api/v1/spot-check-draws/{id}", { params: { path: { id } } });
  return data;
}

/** All levels that a draw could draw, in no order. */
export function spotCheckCandidates(
  platform: Dengyun,
  id: string,
  filter: SpotCheckCandidateFilter = {},
): AsyncGenerator<SpotCheckCandidate, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/spot-check-draws/{id}/candidates", {
      params: { path: { id }, query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** Spot checks, the newest first: an enterprise its own, an authority those in its region. */
export function spotChecks(
  platform: Dengyun,
  filter: SpotCheckFilter = {},
): AsyncGenerator<SpotCheck, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/spot-checks", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** A spot check of a level. */
export async function spotCheck(platform: Dengyun, id: string): Promise<SpotCheck | undefined> {
  const { data } = await platform.api.GET("/api/v1/spot-checks/{id}", { params: { path: { id } } });
  return data;
}

/** The enterprise answers, once and in time, with documents that are on the spot check. */
export async function answerSpotCheck(
  platform: Dengyun,
  id: string,
  answer: SpotCheckAnswer,
  options: WriteOptions = {},
): Promise<SpotCheck | undefined> {
  const { data } = await platform.api.POST("/api/v1/spot-checks/{id}/answers", {
    params: { path: { id }, header: header(options) },
    body: answer,
  });
  return done(data);
}

/** The authority gives an enterprise that has not answered the same time again. */
export async function extendSpotCheck(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<SpotCheck | undefined> {
  const { data } = await platform.api.POST("/api/v1/spot-checks/{id}/extensions", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** The authority lets the level stand, or proposes a lower one. */
export async function concludeSpotCheck(
  platform: Dengyun,
  id: string,
  result: SpotCheckResult,
  options: WriteOptions = {},
): Promise<SpotCheck | undefined> {
  const { data } = await platform.api.POST("/api/v1/spot-checks/{id}/results", {
    params: { path: { id }, header: header(options) },
    body: result,
  });
  return done(data);
}

/** Another person decides on a lower level that was proposed. */
export async function decideSpotCheck(
  platform: Dengyun,
  id: string,
  decision: SpotCheckDecision,
  options: WriteOptions = {},
): Promise<SpotCheck | undefined> {
  const { data } = await platform.api.POST("/api/v1/spot-checks/{id}/decisions", {
    params: { path: { id }, header: header(options) },
    body: decision,
  });
  return done(data);
}

/** The province puts somebody on the list of experts who can be drawn to judge L4 and L5. */
export async function addAssessmentExpert(
  platform: Dengyun,
  expert: AssessmentExpertRequest,
  options: WriteOptions = {},
): Promise<AssessmentExpert | undefined> {
  const { data } = await platform.api.POST("/api/v1/assessment-experts", {
    params: { header: header(options) },
    body: expert,
  });
  return done(data);
}

/** The list of experts, the newest first, for the province and auditors. */
export function assessmentExperts(
  platform: Dengyun,
  filter: AssessmentExpertFilter = {},
): AsyncGenerator<AssessmentExpert, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/assessment-experts", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** The province takes somebody off the list; what he was asked for he may still state. */
export async function endAssessmentExpert(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<AssessmentExpert | undefined> {
  const { data } = await platform.api.POST("/api/v1/assessment-experts/{id}/endings", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** The province draws as many experts as are missing of two for the review of an assessment, or for an appeal. */
export async function drawAssessmentExperts(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<AssessmentExpertDraw | undefined> {
  const { data } = await platform.api.POST("/api/v1/assessments/{id}/expert-draws", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Draws of experts, the newest first, with the seeds by which they can be drawn again. */
export function assessmentExpertDraws(
  platform: Dengyun,
  filter: AssessmentExpertDrawFilter = {},
): AsyncGenerator<AssessmentExpertDraw, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/assessment-expert-draws", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** Opinions, the newest first: an expert's own, an enterprise's once it is decided, without who has judged. */
export function assessmentOpinions(
  platform: Dengyun,
  filter: AssessmentOpinionFilter = {},
): AsyncGenerator<AssessmentOpinion, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/assessment-opinions", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** An opinion that an expert was asked for. */
export async function assessmentOpinion(platform: Dengyun, id: string): Promise<AssessmentOpinion | undefined> {
  const { data } = await platform.api.GET("/api/v1/assessment-opinions/{id}", { params: { path: { id } } });
  return data;
}

/** An expert who was drawn says which level is confirmed, and why; once and in time. */
export async function stateAssessmentOpinion(
  platform: Dengyun,
  id: string,
  statement: AssessmentOpinionStatement,
  options: WriteOptions = {},
): Promise<AssessmentOpinion | undefined> {
  const { data } = await platform.api.POST("/api/v1/assessment-opinions/{id}/statements", {
    params: { path: { id }, header: header(options) },
    body: statement,
  });
  return done(data);
}

/** An expert who was drawn says what keeps him from it; the next is asked. */
export async function declineAssessmentOpinion(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<AssessmentOpinion | undefined> {
  const { data } = await platform.api.POST("/api/v1/assessment-opinions/{id}/declines", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}
