import assert from "node:assert/strict";
import { test } from "node:test";
import {
  amendArticle,
  article,
  articleAttachmentContent,
  articleAttachments,
  articleClauses,
  articleEditions,
  articleSubscriptions,
  articles,
  attachToArticle,
  changeArticle,
  draftArticle,
  endArticleSubscription,
  glossary,
  programmeMatches,
  publishArticle,
  recallArticle,
  removeArticleAttachment,
  reviewArticle,
  searchEverything,
  submitArticle,
  subscribeToArticles,
  unsubscribeFromArticles,
  uploadFile,
  withdrawArticle,
} from "../src/index.js";
import { as, day, everybody, refusal, some } from "./demo.js";

const writer = as("hefei");
const reviewer = as("hefei2");

async function read(id: string, platform = writer) {
  return (await article(platform, id)) ?? assert.fail();
}

async function submitted(id: string): Promise<void> {
  assert.equal((await submitArticle(writer, await read(id)))?.status, "REVIEW");
}

test("a policy is written, reviewed, amended and withdrawn", async () => {
  const body = "## 第一条 {#art-1}\n\n甲\n\n## 第二条 {#art-2}\n\n乙";
  const made = (await draftArticle(writer, { kind: "POLICY", title: "办法", summary: "摘要" })) ?? assert.fail();
  await assert.rejects(submitArticle(writer, await read(made.id)), refusal("invalid-request"));
  await assert.rejects(article(everybody, made.id), refusal("article-not-found"));
  assert.match((await changeArticle(writer, await read(made.id), { body }))?.bodyHtml ?? "", /<h2 id="art-1">/);
  await submitted(made.id);
  await assert.rejects(
    reviewArticle(writer, await read(made.id), { verdict: "APPROVE", reason: "同意" }),
    refusal("four-eyes-required"),
  );
  const later = await reviewArticle(reviewer, await read(made.id, reviewer), {
    verdict: "APPROVE",
    reason: "同意",
    publishAt: `${day(5)}T01:00:00Z`,
  });
  assert.equal(later?.status, "SCHEDULED");
  assert.equal((await recallArticle(writer, made.id, "再改"))?.status, "DRAFT");
  await submitted(made.id);
  await reviewArticle(reviewer, await read(made.id, reviewer), {
    verdict: "APPROVE",
    reason: "同意",
    publishAt: `${day(5)}T01:00:00Z`,
  });
  assert.equal((await publishArticle(writer, made.id, "提前发布"))?.status, "LIVE");
  assert.deepEqual(
    (await articleClauses(everybody, made.id))?.clauses.map(({ anchor }) => anchor),
    ["art-1", "art-2"],
  );

  const next = (await amendArticle(writer, made.id, "文字修改")) ?? assert.fail();
  await submitted(next.id);
  await reviewArticle(reviewer, await read(next.id, reviewer), { verdict: "APPROVE", reason: "同意" });
  assert.deepEqual(
    (await some(articleEditions(everybody, made.id))).map(({ status }) => status),
    ["LIVE", "SUPERSEDED"],
  );
  await withdrawArticle(writer, next.id, "有误");
  const withdrawn = await read(next.id, everybody);
  assert.equal(withdrawn.article.explanation, "有误");
  assert.equal(withdrawn.article.body, null);
});

test("a notice has files, which everybody has once it is live", async () => {
  const content = `%PDF-1.7\n% ${crypto.randomUUID()}\n%%EOF\n`;
  const form = new File([content], "申报表.pdf", { type: "application/pdf" });
  const wanted = { kind: "NOTICE" as const, title: "通知", summary: "摘要", body: "正文" };
  const made = (await draftArticle(writer, wanted)) ?? assert.fail();
  const file = await uploadFile(writer, "OTHER", form);
  const taken = (await attachToArticle(writer, made.id, file)) ?? assert.fail();
  await assert.rejects(attachToArticle(writer, made.id, file), refusal("article-attachment-repeated"));
  await assert.rejects(articleAttachments(everybody, made.id), refusal("article-not-found"));
  await removeArticleAttachment(writer, taken.id);
  const attached = (await attachToArticle(writer, made.id, file)) ?? assert.fail();
  await assert.rejects(articleAttachmentContent(everybody, attached.id), refusal("attachment-not-found"));
  await submitted(made.id);
  await reviewArticle(reviewer, await read(made.id, reviewer), { verdict: "APPROVE", reason: "同意" });

  assert.deepEqual(
    (await articleAttachments(everybody, made.id)).map(({ id, fileName }) => [id, fileName]),
    [[attached.id, "申报表.pdf"]],
  );
  assert.equal(new TextDecoder().decode(await articleAttachmentContent(everybody, attached.id)), content);
  await assert.rejects(removeArticleAttachment(writer, attached.id), refusal("transition-not-allowed"));
});

test("everybody reads what is live, and the glossary", async () => {
  const found = await some(articles(everybody, { kind: "POLICY", region: "340123" }));
  assert.ok(found.some(({ title }) => title.includes("皖企登云")));
  assert.ok((await glossary(everybody))?.terms.every(({ isWorkingDefinition }) => isWorkingDefinition));
});

test("a person subscribes to articles and ends it, with a token of a mail or without", async () => {
  const reader = as("wuhu");
  const wanted = { kind: "GUIDE" as const, topic: "办事指南", regionCode: "340200" };
  const made = (await subscribeToArticles(reader, wanted)) ?? assert.fail();
  assert.equal(made.regionCode, "340200");
  await assert.rejects(subscribeToArticles(reader, wanted), refusal("article-subscription-exists"));
  await assert.rejects(unsubscribeFromArticles(everybody, "of-no-mail"), refusal("article-unsubscription-invalid"));
  await endArticleSubscription(reader, made.id);
  assert.ok((await some(articleSubscriptions(reader))).every(({ id }) => id !== made.id));
  await assert.rejects(endArticleSubscription(reader, made.id), refusal("article-subscription-not-found"));
});

test("one text finds services, programmes and all that is told of them, and an enterprise is told what it can get", async () => {
  const found = await searchEverything(everybody, "云", { limit: 2 });
  assert.deepEqual(
    found?.sections.map(({ kind }) => kind),
    ["SERVICE", "PROGRAMME", "ARTICLE", "ACTIVITY", "CONTEST", "BULLETIN"],
  );
  assert.equal(found.sections[0]?.hits.length, 2);
  const matches = await some(programmeMatches(as("enterprise")));
  assert.ok(matches.length > 0 && matches.every(({ mostFen, fit }) => mostFen === 0 || fit !== "NOT_NOW"));
});
