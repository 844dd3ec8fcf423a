import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type Article = components["schemas"]["Article"];
export type ArticleRequest = components["schemas"]["ArticleRequest"];
export type ArticlePatch = components["schemas"]["ArticlePatch"];
export type ArticleReviewRequest = components["schemas"]["ArticleReviewRequest"];
export type ArticleAttachment = components["schemas"]["ArticleAttachment"];
export type ArticleClauses = components["schemas"]["ArticleClauses"];
export type ArticleSubscription = components["schemas"]["ArticleSubscription"];
export type ArticleSubscriptionRequest = components["schemas"]["ArticleSubscriptionRequest"];
export type Glossary = components["schemas"]["Glossary"];
export type ArticleFilter = Omit<NonNullable<operations["listArticles"]["parameters"]["query"]>, "cursor">;

/** An edition of an article, and the tag of what was read, for what is to be based on it. */
export interface ReadArticle {
  article: Article;
  etag: string;
}

/** Articles, the newest edition first: those that are live, unless `status` says otherwise. */
export function articles(platform: Dengyun, filter: ArticleFilter = {}): AsyncGenerator<Article, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/articles", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** An edition with its text, and the tag that `changeArticle`, `submitArticle` and `reviewArticle` are based on. */
export async function article(platform: Dengyun, id: string): Promise<ReadArticle | undefined> {
  const { data, response } = await platform.api.GET("/api/v1/articles/{id}", { params: { path: { id } } });
  return data === undefined ? undefined : { article: data, etag: response.headers.get("ETag") ?? "" };
}

/** The editions of an article, the newest first, with what is new in each. */
export function articleEditions(platform: Dengyun, id: string): AsyncGenerator<Article, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/articles/{id}/editions", {
      params: { path: { id }, query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** The clauses of a policy, whose anchors stay from edition to edition. */
export async function articleClauses(platform: Dengyun, id: string): Promise<ArticleClauses | undefined> {
  const { data } = await platform.api.GET("/api/v1/articles/{id}/clauses", { params: { path: { id } } });
  return data;
}

/** The files of an edition, in the order in which they were attached; none of what was withdrawn, for strangers. */
export async function articleAttachments(platform: Dengyun, id: string): Promise<ArticleAttachment[]> {
  const { data } = await platform.api.GET("/api/v1/articles/{id}/attachments", { params: { path: { id } } });
  return data?.data ?? [];
}

/** The bytes of a file of an edition: show them to nobody in a page, offer them for download. */
export async function articleAttachmentContent(platform: Dengyun, id: string): Promise<ArrayBuffer> {
  const path = `/api/v1/article-attachments/${encodeURIComponent(id)}/content`;
  const answer = await platform.fetch(new Request(platform.baseUrl + path));
  return answer.arrayBuffer();
}

/** What the words of the plan are taken to mean, in both languages. */
export async function glossary(platform: Dengyun): Promise<Glossary | undefined> {
  const { data } = await platform.api.GET("/api/v1/glossary");
  return data;
}

/** An office begins an article. */
export async function draftArticle(
  platform: Dengyun,
  wanted: ArticleRequest,
  options: WriteOptions = {},
): Promise<Article | undefined> {
  const { data } = await platform.api.POST("/api/v1/articles", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Changes a draft that was read, with its `etag`; lists are sent whole. */
export async function changeArticle(
  platform: Dengyun,
  read: ReadArticle,
  patch: ArticlePatch,
): Promise<Article | undefined> {
  const { data } = await platform.api.PATCH("/api/v1/articles/{id}", {
    params: { path: { id: read.article.id }, header: { "If-Match": read.etag } },
    body: patch,
    headers: { "Content-Type": "application/merge-patch+json" },
  });
  return done(data);
}

/** Attaches a file that the office has sent, with `uploadFile`, to a draft. */
export async function attachToArticle(
  platform: Dengyun,
  id: string,
  attachmentId: string,
  options: WriteOptions = {},
): Promise<ArticleAttachment | undefined> {
  const { data } = await platform.api.POST("/api/v1/articles/{id}/attachments", {
    params: { path: { id }, header: header(options) },
    body: { attachmentId },
  });
  return done(data);
}

/** Takes a file off a draft; earlier editions that have it keep it. */
export async function removeArticleAttachment(platform: Dengyun, id: string): Promise<void> {
  await platform.api.DELETE("/api/v1/article-attachments/{id}", { params: { path: { id } } });
}

/** Submits a draft that was read for review. */
export async function submitArticle(
  platform: Dengyun,
  read: ReadArticle,
  options: WriteOptions = {},
): Promise<Article | undefined> {
  const { data } = await platform.api.POST("/api/v1/articles/{id}/submissions", {
    params: { path: { id: read.article.id }, header: { ...header(options), "If-Match": read.etag } },
  });
  return done(data);
}

/** Another person approves what was read, at once or for a moment, or returns it. */
export async function reviewArticle(
  platform: Dengyun,
  read: ReadArticle,
  review: ArticleReviewRequest,
  options: WriteOptions = {},
): Promise<Article | undefined> {
  const { data } = await platform.api.POST("/api/v1/articles/{id}/reviews", {
    params: { path: { id: read.article.id }, header: { ...header(options), "If-Match": read.etag } },
    body: review,
  });
  return done(data);
}

/** Makes live at once what is approved for later. */
export async function publishArticle(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Article | undefined> {
  const { data } = await platform.api.POST("/api/v1/articles/{id}/publications", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Makes a draft of what is in review or not live yet. */
export async function recallArticle(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Article | undefined> {
  const { data } = await platform.api.POST("/api/v1/articles/{id}/recalls", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Withdraws what everybody could read; its page tells why. */
export async function withdrawArticle(
  platform: Dengyun,
  id: string,
  explanation: string,
  options: WriteOptions = {},
): Promise<Article | undefined> {
  const { data } = await platform.api.POST("/api/v1/articles/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { explanation },
  });
  return done(data);
}

/** Begins the next edition of a live article. */
export async function amendArticle(
  platform: Dengyun,
  id: string,
  changeNote: string,
  options: WriteOptions = {},
): Promise<Article | undefined> {
  const { data } = await platform.api.POST("/api/v1/articles/{id}/amendments", {
    params: { path: { id }, header: header(options) },
    body: { changeNote },
  });
  return done(data);
}

/** Of which articles the caller wants mail, the newest first. */
export function articleSubscriptions(platform: Dengyun): AsyncGenerator<ArticleSubscription, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/article-subscriptions", {
      params: { query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** Has the caller mailed of articles of a kind, a topic or a region; what is left out is any. */
export async function subscribeToArticles(
  platform: Dengyun,
  wanted: ArticleSubscriptionRequest = {},
  options: WriteOptions = {},
): Promise<ArticleSubscription | undefined> {
  const { data } = await platform.api.POST("/api/v1/article-subscriptions", {
    params: { header: header(options) },
    body: wanted,
  });
  return data;
}

/** Ends a subscription of the caller. */
export async function endArticleSubscription(platform: Dengyun, id: string): Promise<void> {
  await platform.api.DELETE("/api/v1/article-subscriptions/{id}", { params: { path: { id } } });
}

/** Ends what a mail about an article came of, with its token; nobody has to be signed in. */
export async function unsubscribeFromArticles(platform: Dengyun, token: string): Promise<void> {
  await platform.api.POST("/api/v1/article-unsubscriptions", { body: { token } });
}
