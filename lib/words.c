/*
 * words.c - the words that a field may have.
 */
#include <stddef.h>

#include "words.h"

const char *const crm_kind_words[] = { "person", "organisation", NULL };

const char *const crm_stage_words[] = {
	"awareness", "interest", "consideration", "purchase", "loyalty", "advocacy", NULL
};

const char *const crm_tier_words[] = { "vip", "ordinary", "low", NULL };

const char *const crm_state_words[] = {
	"prospect", "new", "active", "silent", "lost", NULL
};

const char *const crm_relationship_words[] = {
	"transactional", "self_service", "automated", "long_term",
	"personal", "dedicated", "community", "co_creation", NULL
};

#define CHANNELS "phone", "email", "visit", "meeting", "sms", "wechat", \
	"wecom", "line", "whatsapp", "web", "letter", "other"

const char *const crm_channel_words[] = { CHANNELS, NULL };
const char *const crm_refusal_words[] = { "all", CHANNELS, NULL };

const char *const crm_direction_words[] = { "in", "out", NULL };

const char *const crm_outcome_words[] = {
	"reached", "no_answer", "left_message", "busy", "wrong_number",
	"auto_reply", "bounced", "refused", "other", NULL
};

const char *const crm_order_status_words[] = {
	"open", "delivered", "cancelled", "returned", NULL
};

const char *const crm_metric_words[] = { "nps", "csat", "ces", NULL };

const char *const crm_standing_words[] = { "late", "open", "kept", "kept_late", "broken", NULL };

const char *const crm_follow_up_status_words[] = {
	"open", "done", "superseded", "dropped", NULL
};

const char *const crm_role_words[] = { "decides", "influences", "uses", "pays", "blocks", NULL };

const char *const crm_attitude_words[] = {
	"champion", "supporter", "neutral", "sceptic", "opponent", NULL
};

const char *const crm_fact_kind_words[] = {
	"need", "preference", "pain", "expectation", "competitor", "news", NULL
};
