/**
 * Webhooks: who wants to be told, what was told, and the telling itself. At least once, in order within a subject,
 * signed by Standard Webhooks, and only to addresses that are public.
 */
package cn.dengyun.events.webhook;
