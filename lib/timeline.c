/*
 * timeline.c - interactions, orders, responses and facts as one table.
 */
#include "customer.h"
#include "db.h"
#include "timeline.h"
#include "words.h"

#define FIELD(member) .offset = offsetof(struct crm_moment, member)

static const char *const kinds[] = { "interaction", "order", "response", "fact", NULL };

/* In the order of the columns below. */
static const struct crm_field fields[] = {
	{ .name = "id", .kind = CRM_TEXT, FIELD(id), .help = "the record", .zh = "編號" },
	{ .name = "customer", .kind = CRM_ID, FIELD(customer), .of = &crm_customer_type,
	  .help = "with whom", .zh = "客戶" },
	{ .name = "customer_name", .kind = CRM_TEXT, FIELD(customer_name),
	  .help = "the customer's name", .zh = "客戶名稱" },
	{ .name = "when", .kind = CRM_TIME, FIELD(when), .help = "when it happened", .zh = "時間" },
	{ .name = "kind", .kind = CRM_WORD, FIELD(kind), .words = kinds,
	  .help = "interaction, order, response or fact", .zh = "種類" },
	{ .name = "channel", .kind = CRM_WORD, FIELD(channel), .words = crm_channel_words,
	  .help = "of an interaction", .zh = "管道" },
	{ .name = "direction", .kind = CRM_WORD, FIELD(direction), .words = crm_direction_words,
	  .help = "of an interaction", .zh = "方向" },
	{ .name = "summary", .kind = CRM_TEXT, FIELD(summary),
	  .help = "what it was about", .zh = "摘要" },
	{ .name = "result", .kind = CRM_TEXT, FIELD(result),
	  .help = "outcome of an interaction, what came of its follow-ups; status of an order, metric"
	          " of a response, kind of a fact",
	  .zh = "結果" },
	{ .name = "amount", .kind = CRM_MONEY, FIELD(amount),
	  .currency = offsetof(struct crm_moment, currency), .help = "of an order", .zh = "金額" },
	{ .name = "currency", .kind = CRM_TEXT, FIELD(currency), .help = "of an order", .zh = "幣別" },
	{ .name = "score", .kind = CRM_INT, FIELD(score), .help = "of a response", .zh = "評分" },
	{ .name = "who", .kind = CRM_TEXT, FIELD(who), .zh = "人員",
	  .help = "who of us, or the source of a fact" },
	{ 0 }
};

const struct crm_type crm_moment_type = {
	.name = "moment", .plural = "moments", .zh = "往來", .size = sizeof(struct crm_moment),
	.fields = fields,
	.columns = "id,customer,customer_name,when,kind,channel,direction,summary,result,amount,"
	           "currency,score,who",
};

void
crm_moment_clear(struct crm_moment *moment)
{
	crm_clear(&crm_moment_type, moment);
}

#define INTERACTIONS \
	"SELECT 'I' || t.id AS id, t.customer_id AS customer, c.name AS name, t.at AS at," \
	" 'interaction' AS kind, t.channel AS channel, t.direction AS direction," \
	" COALESCE(t.subject, t.note) AS summary, t.outcome AS result, NULL AS amount," \
	" NULL AS currency, NULL AS score, t.who AS who" \
	" FROM interaction t JOIN customer c ON c.id = t.customer_id"
#define ORDERS \
	"SELECT 'O' || t.id, t.customer_id, c.name, t.at, 'order', NULL, NULL," \
	" COALESCE((SELECT i.product FROM order_item i" \
	"  WHERE i.order_id = t.id AND i.line = 1), t.ref)," \
	" t.status, t.amount, t.currency, NULL, NULL" \
	" FROM orders t JOIN customer c ON c.id = t.customer_id"
#define RESPONSES \
	"SELECT 'S' || t.id, t.customer_id, c.name, t.at, 'response', NULL, 'in'," \
	" COALESCE(t.comment, t.about), t.metric, NULL, NULL, t.score, NULL" \
	" FROM response t JOIN customer c ON c.id = t.customer_id"
#define FACTS \
	"SELECT 'N' || t.id, t.customer_id, c.name, t.at, 'fact', NULL, NULL, t.text, t.kind," \
	" NULL, NULL, NULL, t.source FROM fact t JOIN customer c ON c.id = t.customer_id"

/*
 * What came of the follow-ups that an interaction did, each text once; or of the one that it
 * was the last try at.
 */
#define THIS "CAST(substr(m.id, 2) AS INTEGER)"
#define CAME_OF_IT \
	"CASE m.kind WHEN 'interaction' THEN COALESCE((SELECT group_concat(result, '; ') FROM" \
	" (SELECT f.result FROM follow_up f WHERE f.interaction_id = " THIS \
	"  AND f.result IS NOT NULL GROUP BY f.result ORDER BY MIN(f.id)))," \
	" (SELECT f.result FROM interaction i JOIN follow_up f ON f.id = i.follow_up_id" \
	"  WHERE i.id = " THIS " AND f.interaction_id IS NULL AND NOT EXISTS (SELECT 1" \
	"  FROM interaction later WHERE later.follow_up_id = f.id AND later.id > i.id))) END"

/* Around all moments, which come in order and limited: only of those is it looked up. */
#define SHOWN \
	"SELECT m.id, m.customer, m.name, m.at, m.kind, m.channel, m.direction, m.summary," \
	" COALESCE(COALESCE(m.result || ': ', '') || " CAME_OF_IT ", m.result)," \
	" m.amount, m.currency, m.score, m.who FROM ("

#define TIME " t.at >= ?2 AND t.at < ?3 AND (?4 IS NULL OR ?4 = "
#define ORDER " ORDER BY 4 DESC, 1 DESC LIMIT ?5) m"

crm_rows *
crm_timeline(crm *db, const struct crm_timeline *want)
{
	struct db_value from = want->from.set ? db_int(want->from.value) : db_int(INT64_MIN);
	struct db_value to = want->to.set ? db_int(want->to.value) : db_int(db->context.clock.now + 1);
	struct db_value limit = db_int(want->limit ? want->limit : INT64_MAX);
	struct db_value facts = db_int(!want->happened);

	if (want->customer)
		return db_query(db, &crm_moment_type,
			SQL(SHOWN INTERACTIONS " WHERE t.customer_id = ?1 AND" TIME "'interaction')"
			    " UNION ALL "
			    ORDERS " WHERE t.customer_id = ?1 AND" TIME "'order') UNION ALL "
			    RESPONSES " WHERE t.customer_id = ?1 AND" TIME "'response') UNION ALL "
			    FACTS " WHERE ?6 = 1 AND t.customer_id = ?1 AND" TIME "'fact')" ORDER),
			V(want->customer), from, to, V(want->kind), limit, facts);
	return db_query(db, &crm_moment_type,
		SQL(SHOWN INTERACTIONS " WHERE ?1 IS NULL AND" TIME "'interaction') UNION ALL "
		    ORDERS " WHERE" TIME "'order') UNION ALL "
		    RESPONSES " WHERE" TIME "'response') UNION ALL "
		    FACTS " WHERE ?6 = 1 AND" TIME "'fact')" ORDER),
		V((const char *)NULL), from, to, V(want->kind), limit, facts);
}
