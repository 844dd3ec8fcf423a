/** What every request gets: a trace id, a language, body limits, quotas, entity tags, an answer as text. */
package cn.dengyun.platform.web;
