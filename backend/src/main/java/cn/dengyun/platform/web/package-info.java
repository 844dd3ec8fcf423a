/** What every request gets: a trace id, a language, body limits, quotas, entity tags. */
package cn.dengyun.platform.web;
