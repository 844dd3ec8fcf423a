import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type Activity = components["schemas"]["Activity"];
export type ActivityRequest = components["schemas"]["ActivityRequest"];
export type ActivityPatch = components["schemas"]["ActivityPatch"];
export type ActivityOutcome = components["schemas"]["ActivityOutcomeRequest"];
export type ActivityRegistration = components["schemas"]["ActivityRegistration"];
export type ActivityParticipant = components["schemas"]["ActivityRegistrationRequest"];
export type ActivityCheckIns = components["schemas"]["CheckIns"];
export type ActivityCheckIn =
  operations["recordActivityCheckIns"]["requestBody"]["content"]["application/json"]["entries"][number];
export type AttendanceCertificate = components["schemas"]["AttendanceCertificate"];
export type ActivityOrders = components["schemas"]["ActivityOrders"];
export type ActivityFeedback = components["schemas"]["ActivityFeedback"];
export type ActivityFeedbackRequest = components["schemas"]["ActivityFeedbackRequest"];
export type ActivityFilter = Omit<NonNullable<operations["listActivities"]["parameters"]["query"]>, "cursor">;
export type ActivityRegistrationFilter = Omit<
  NonNullable<operations["listActivityRegistrations"]["parameters"]["query"]>,
  "cursor"
>;
export type TrainingPlan = components["schemas"]["TrainingPlan"];
export type TrainingPlanRequest = components["schemas"]["TrainingPlanRequest"];
export type TrainingPlanPatch = components["schemas"]["TrainingPlanPatch"];
export type TrainingPlanFilter = Omit<NonNullable<operations["listTrainingPlans"]["parameters"]["query"]>, "cursor">;

/** An annual training plan, and the tag of what was read, for what is to be based on it. */
export interface ReadTrainingPlan {
  plan: TrainingPlan;
  etag: string;
}

/** An activity, and the tag of what was read, for what is to be based on it. */
export interface ReadActivity {
  activity: Activity;
  etag: string;
}

/** Activities, the newest first; everybody sees those that were published. */
export function activities(platform: Dengyun, filter: ActivityFilter = {}): AsyncGenerator<Activity, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/activities", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** An activity, and the tag that `changeActivity` is based on. */
export async function activity(platform: Dengyun, id: string): Promise<ReadActivity | undefined> {
  const { data, response } = await platform.api.GET("/api/v1/activities/{id}", { params: { path: { id } } });
  return data === undefined ? undefined : { activity: data, etag: response.headers.get("ETag") ?? "" };
}

/** An activity as an event of a calendar (RFC 5545); the address itself can be given to any calendar. */
export async function activityCalendar(platform: Dengyun, id: string): Promise<string | undefined> {
  const { data } = await platform.api.GET("/api/v1/activities/{id}.ics", {
    params: { path: { id } },
    parseAs: "text",
  });
  return data;
}

/** Activities to come and of the last month as a calendar, of one region or of all. */
export async function activitiesCalendar(platform: Dengyun, region?: string): Promise<string | undefined> {
  const { data } = await platform.api.GET("/api/v1/feeds/activities.ics", {
    params: { query: region === undefined ? {} : { region } },
    parseAs: "text",
  });
  return data;
}

/** An office or a provider begins an activity. */
export async function createActivity(
  platform: Dengyun,
  wanted: ActivityRequest,
  options: WriteOptions = {},
): Promise<Activity | undefined> {
  const { data } = await platform.api.POST("/api/v1/activities", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Changes an activity that was read; those who are registered are told when it moves. */
export async function changeActivity(
  platform: Dengyun,
  read: ReadActivity,
  patch: ActivityPatch,
): Promise<Activity | undefined> {
  const { data } = await platform.api.PATCH("/api/v1/activities/{id}", {
    params: { path: { id: read.activity.id }, header: { "If-Match": read.etag } },
    body: patch,
    headers: { "Content-Type": "application/merge-patch+json" },
  });
  return done(data);
}

/** Makes a draft public. */
export async function publishActivity(
  platform: Dengyun,
  id: string,
  options: WriteOptions = {},
): Promise<Activity | undefined> {
  const { data } = await platform.api.POST("/api/v1/activities/{id}/publications", {
    params: { path: { id }, header: header(options) },
  });
  return done(data);
}

/** Cancels an activity; everybody reads why. */
export async function cancelActivity(
  platform: Dengyun,
  id: string,
  explanation: string,
  options: WriteOptions = {},
): Promise<Activity | undefined> {
  const { data } = await platform.api.POST("/api/v1/activities/{id}/cancellations", {
    params: { path: { id }, header: header(options) },
    body: { explanation },
  });
  return done(data);
}

/** Says what came of an activity that is over; who was there is counted by check-ins. */
export async function reportActivityOutcome(
  platform: Dengyun,
  id: string,
  outcome: ActivityOutcome,
  options: WriteOptions = {},
): Promise<Activity | undefined> {
  const { data } = await platform.api.POST("/api/v1/activities/{id}/outcomes", {
    params: { path: { id }, header: header(options) },
    body: outcome,
  });
  return done(data);
}

/** Who has registered: enterprises see their own, the organiser all. */
export function activityRegistrations(
  platform: Dengyun,
  id: string,
  filter: ActivityRegistrationFilter = {},
): AsyncGenerator<ActivityRegistration, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/activities/{id}/registrations", {
      params: { path: { id }, query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** An enterprise registers a person, who is seated or waits in order; a provider does for matchmaking. */
export async function registerForActivity(
  platform: Dengyun,
  id: string,
  person: ActivityParticipant,
  options: WriteOptions = {},
): Promise<ActivityRegistration | undefined> {
  const { data } = await platform.api.POST("/api/v1/activities/{id}/registrations", {
    params: { path: { id }, header: header(options) },
    body: person,
  });
  return done(data);
}

/** Withdraws a registration; whoever waits longest gets the seat. */
export async function withdrawActivityRegistration(
  platform: Dengyun,
  id: string,
  options: WriteOptions = {},
): Promise<ActivityRegistration | undefined> {
  const { data } = await platform.api.POST("/api/v1/activity-registrations/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
  });
  return done(data);
}

/** Sends what devices have read at the door, also later; each entry is answered. */
export async function checkInForActivity(
  platform: Dengyun,
  id: string,
  entries: ActivityCheckIn[],
  options: WriteOptions = {},
): Promise<ActivityCheckIns | undefined> {
  const { data } = await platform.api.POST("/api/v1/activities/{id}/check-ins", {
    params: { path: { id }, header: header(options) },
    body: { entries },
  });
  return done(data);
}

/** The organiser takes back that a person has come; the certificate lapses. */
export async function revokeActivityCheckIn(
  platform: Dengyun,
  id: string,
  explanation: string,
  options: WriteOptions = {},
): Promise<ActivityRegistration | undefined> {
  const { data } = await platform.api.POST("/api/v1/activity-registrations/{id}/check-in-revocations", {
    params: { path: { id }, header: header(options) },
    body: { explanation },
  });
  return done(data);
}

/** The certificate of a registration whose person was there, once the activity is over: a signed text. */
export async function attendanceCertificate(platform: Dengyun, id: string): Promise<AttendanceCertificate | undefined> {
  const { data } = await platform.api.GET("/api/v1/activity-registrations/{id}/certificate", {
    params: { path: { id } },
  });
  return data;
}

/** The same as a QR image in PNG. */
export async function attendanceCertificateQr(platform: Dengyun, id: string): Promise<ArrayBuffer> {
  const path = `/api/v1/activity-registrations/${encodeURIComponent(id)}/certificate/qr`;
  const answer = await platform.fetch(new Request(platform.baseUrl + path, { headers: { Accept: "image/png" } }));
  return answer.arrayBuffer();
}

/** Certificates of an activity that is over, the newest first: enterprises see their own, the organiser all. */
export function attendanceCertificates(
  platform: Dengyun,
  id: string,
): AsyncGenerator<AttendanceCertificate, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/activities/{id}/certificates", {
      params: { path: { id }, query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** An enterprise says how it was, once for each registration whose person has come. */
export async function giveActivityFeedback(
  platform: Dengyun,
  id: string,
  feedback: ActivityFeedbackRequest,
  options: WriteOptions = {},
): Promise<ActivityFeedback | undefined> {
  const { data } = await platform.api.POST("/api/v1/activities/{id}/feedback", {
    params: { path: { id }, header: header(options) },
    body: feedback,
  });
  return done(data);
}

/** What was said of an activity, the newest first: enterprises see their own, the organiser all. */
export function activityFeedback(platform: Dengyun, id: string): AsyncGenerator<ActivityFeedback, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/activities/{id}/feedback", {
      params: { path: { id }, query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** What a matchmaking came to: orders between those who were both there, without amounts; for the organiser. */
export async function activityOrders(platform: Dengyun, id: string): Promise<ActivityOrders | undefined> {
  const { data } = await platform.api.GET("/api/v1/activities/{id}/orders", { params: { path: { id } } });
  return data;
}

/** Annual training plans with what was done, the newest first; everybody sees those that were published. */
export function trainingPlans(
  platform: Dengyun,
  filter: TrainingPlanFilter = {},
): AsyncGenerator<TrainingPlan, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/training-plans", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** An annual training plan, and the tag that `changeTrainingPlan` and `publishTrainingPlan` are based on. */
export async function trainingPlan(platform: Dengyun, id: string): Promise<ReadTrainingPlan | undefined> {
  const { data, response } = await platform.api.GET("/api/v1/training-plans/{id}", { params: { path: { id } } });
  return data === undefined ? undefined : { plan: data, etag: response.headers.get("ETag") ?? "" };
}

/** An office draws the training plan of a year up for its region. */
export async function createTrainingPlan(
  platform: Dengyun,
  wanted: TrainingPlanRequest,
  options: WriteOptions = {},
): Promise<TrainingPlan | undefined> {
  const { data } = await platform.api.POST("/api/v1/training-plans", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Changes a draft that was read; targets are replaced as a whole. */
export async function changeTrainingPlan(
  platform: Dengyun,
  read: ReadTrainingPlan,
  patch: TrainingPlanPatch,
): Promise<TrainingPlan | undefined> {
  const { data } = await platform.api.PATCH("/api/v1/training-plans/{id}", {
    params: { path: { id: read.plan.id }, header: { "If-Match": read.etag } },
    body: patch,
    headers: { "Content-Type": "application/merge-patch+json" },
  });
  return done(data);
}

/** Publishes what was read; the edition before is superseded. */
export async function publishTrainingPlan(
  platform: Dengyun,
  read: ReadTrainingPlan,
  options: WriteOptions = {},
): Promise<TrainingPlan | undefined> {
  const { data } = await platform.api.POST("/api/v1/training-plans/{id}/publications", {
    params: { path: { id: read.plan.id }, header: { ...header(options), "If-Match": read.etag } },
  });
  return done(data);
}

/** Begins the next edition of a published one. */
export async function amendTrainingPlan(
  platform: Dengyun,
  id: string,
  options: WriteOptions = {},
): Promise<TrainingPlan | undefined> {
  const { data } = await platform.api.POST("/api/v1/training-plans/{id}/amendments", {
    params: { path: { id }, header: header(options) },
  });
  return done(data);
}
