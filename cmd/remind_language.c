/*
 * remind_language.c - English and Chinese, in traditional and simplified characters.
 */
#include <string.h>
#include <strings.h>

#include "remind_language.h"

static const char *const heading_tw[] = {
	"編號", "到期", "逾期", "客戶", "客戶名稱", "電話", "管道", "目標", "規則"
};

static const char *const heading_cn[] = {
	"编号", "到期", "逾期", "客户", "客户名称", "电话", "渠道", "目标", "规则"
};

static const char *const channel_tw[] = {
	"phone", "電話", "email", "電子郵件", "visit", "拜訪", "meeting", "會議", "sms", "簡訊",
	"wechat", "微信", "wecom", "企業微信", "web", "網站", "letter", "信件", "other", "其他", NULL
};

static const char *const channel_cn[] = {
	"phone", "电话", "email", "电子邮件", "visit", "拜访", "meeting", "会议", "sms", "短信",
	"wechat", "微信", "wecom", "企业微信", "web", "网站", "letter", "信件", "other", "其他", NULL
};

/* What no procedure names: what is planned by hand, and promised. */
static const char *const rule_tw[] = { "planned", "人工計畫", "promise", "承諾", NULL };
static const char *const rule_cn[] = { "planned", "人工计划", "promise", "承诺", NULL };

#define SIMPLIFIED \
	.due = "{n} 件跟进到期{parts}：", .late = "{who} 有 {n} 件跟进逾期：", \
	.due_now = "{to}，您好：\n\n截至 {day}，您有 {n} 件跟进到期{parts}。\n", \
	.late_now = "{to}，您好：\n\n截至 {day}，{who} 有 {n} 件跟进逾期。\n", \
	.stands_in = "{who} 不在，由 {deputy} 代理。\n", \
	.alone = "您今天请假，而代理人与主管都不在，跟进仍归您。\n", \
	.summary = "其中 {n} 件逾期，最早的到期日是 {oldest}。\n", \
	.part = "代理 {who} {n} 件", .part_pool = "公海 {n} 件", \
	.part_begin = "（", .part_end = "）", \
	.own = "您自己的：\n", .away = "代理 {who}（到 {back} 为止）：\n", .other = "代理 {who}：\n", \
	.pool = "公海，没有负责人：\n", \
	.rest = "还有 {n} 件：{command}\n", .between = "、", .more = "…", \
	.once = "已逾期：", .again = "再次提醒：", .copied = "已逾期，抄送主管：", \
	.released = "逾期过久，客户退回公海：", .flagged = "逾期过久，请主管处理：", \
	.others = "等，另有 {n} 件", \
	.close = "\ncrm-done 编号 result=... 完成；crm-snooze 编号 until=+3d 延后；" \
	         "crm-why 编号 说明原因。\n", \
	.heading = heading_cn, .channel = channel_cn, .rule = rule_cn

static const struct remind_language languages[] = {
	{ .tag = "zh-CN", SIMPLIFIED },
	{ .tag = "zh-Hans", SIMPLIFIED },
	{ .tag = "zh-SG", SIMPLIFIED },
	{ .tag = "zh",
	  .due = "{n} 件跟進到期{parts}：", .late = "{who} 有 {n} 件跟進逾期：",
	  .due_now = "{to}，您好：\n\n截至 {day}，您有 {n} 件跟進到期{parts}。\n",
	  .late_now = "{to}，您好：\n\n截至 {day}，{who} 有 {n} 件跟進逾期。\n",
	  .stands_in = "{who} 不在，由 {deputy} 代理。\n",
	  .alone = "您今日請假，而代理人與主管都不在，跟進仍歸您。\n",
	  .summary = "其中 {n} 件逾期，最早的到期日是 {oldest}。\n",
	  .part = "代理 {who} {n} 件", .part_pool = "公海 {n} 件",
	  .part_begin = "（", .part_end = "）",
	  .own = "您自己的：\n", .away = "代理 {who}（到 {back} 為止）：\n", .other = "代理 {who}：\n",
	  .pool = "公海，沒有負責人：\n",
	  .rest = "還有 {n} 件：{command}\n", .between = "、", .more = "…",
	  .once = "已逾期：", .again = "再次提醒：", .copied = "已逾期，副本送主管：",
	  .released = "逾期過久，客戶退回公海：", .flagged = "逾期過久，請主管處理：",
	  .others = "等，另有 {n} 件",
	  .close = "\ncrm-done 編號 result=... 完成；crm-snooze 編號 until=+3d 延後；"
	           "crm-why 編號 說明原因。\n",
	  .heading = heading_tw, .channel = channel_tw, .rule = rule_tw },
	{ .tag = "en",
	  .due = "{n} follow-up{s} due{parts}: ", .late = "{n} follow-up{s} of {who} late: ",
	  .due_now = "Hello {to},\n\nby {day} you have {n} follow-up{s} due{parts}.\n",
	  .late_now = "Hello {to},\n\nby {day} {who} is late with {n} follow-up{s}.\n",
	  .stands_in = "{deputy} stands in for {who}.\n",
	  .alone = "You are away today, and so are your deputies and managers: these stay yours.\n",
	  .summary = "Late: {n}, the oldest since {oldest}.\n",
	  .part = "{n} for {who}", .part_pool = "{n} from the pool",
	  .part_begin = " (", .part_end = ")",
	  .own = "Your own:\n", .away = "For {who}, away until {back}:\n", .other = "For {who}:\n",
	  .pool = "From the pool, nobody's:\n",
	  .rest = "and {n} more: {command}\n", .between = ", ", .more = " ...",
	  .once = "Late: ", .again = "Once more, late: ",
	  .copied = "Late, with a copy to the manager: ",
	  .released = "Too late, the customer is back in the pool: ",
	  .flagged = "Too late, for the manager to settle: ",
	  .others = " and {n} more",
	  .close = "\ncrm-done ID result=... closes one, crm-snooze ID until=+3d moves it, "
	           "crm-why ID explains it.\n" },
};

const struct remind_language *
remind_language(const char *tag)
{
	size_t last = sizeof languages / sizeof *languages - 1;

	for (size_t i = 0; i < last && tag; i++)
		if (!strncasecmp(tag, languages[i].tag, strlen(languages[i].tag)))
			return &languages[i];
	return &languages[last];
}

const char *
remind_word(const char *const *words, const char *name)
{
	for (; words && *words; words += 2)
		if (!strcmp(words[0], name))
			return words[1];
	return name;
}
