/*
 * words.h - the values of every closed or suggested list of words, in one place.
 *
 * Order matters where it means something: stages run from first notice to
 * advocacy, tiers from the highest down.
 */
#ifndef CRM_WORDS_H
#define CRM_WORDS_H

extern const char *const crm_kind_words[];           /* person organisation */
extern const char *const crm_stage_words[];          /* awareness ... advocacy */
extern const char *const crm_tier_words[];           /* vip ordinary low */
extern const char *const crm_state_words[];          /* prospect new active silent lost */
extern const char *const crm_relationship_words[];   /* transactional ... co_creation */
extern const char *const crm_channel_words[];        /* phone email visit ... other */
extern const char *const crm_refusal_words[];        /* all, and these */
extern const char *const crm_direction_words[];      /* in out */
extern const char *const crm_outcome_words[];        /* reached no_answer left_message ... */
extern const char *const crm_order_status_words[];   /* open delivered cancelled returned */
extern const char *const crm_metric_words[];         /* nps csat ces */
extern const char *const crm_standing_words[];       /* of a promise: late open kept ... */
extern const char *const crm_follow_up_status_words[];   /* open done superseded dropped */
extern const char *const crm_role_words[];           /* decides influences uses pays blocks */
extern const char *const crm_attitude_words[];       /* champion supporter ... opponent */
extern const char *const crm_fact_kind_words[];      /* need preference pain ... news */

#endif
