/*
 * unicode_han.h - Chinese characters that are variants of a simplified one (internal).
 */
#ifndef CRM_UNICODE_HAN_H
#define CRM_UNICODE_HAN_H

#include <stdint.h>

/* The simplified form of a character; the character itself where it has none. */
int32_t han_simplified(int32_t character);

#endif
