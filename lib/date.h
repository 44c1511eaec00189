/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates as documents and users write them: "1 May 2024", "May 1, 2024", "2024 年 5 月 1 日",
 * "二〇二四年五月一日", "2024-05-01", "2024-05", "2024".  A date is kept as ISO text, as
 * exact as it was said: "2024-05-01", "2024-05" or "2024".  ISO texts sort by time.
 */
#ifndef VB_DATE_H
#define VB_DATE_H

#include <stdbool.h>
#include <stddef.h>

#define VB_DATE_MAX 11

/* The whole text (blanks and a full stop around it apart) as a date; false when it is none, or 31 February. */
bool vb_date_parse(const char *text, size_t size, char out[VB_DATE_MAX]);

/* The first and last day that an ISO date as above may mean: "2024" -> 2024-01-01, 2024-12-31. */
void vb_date_range(const char *iso, char first[VB_DATE_MAX], char last[VB_DATE_MAX]);

#endif
