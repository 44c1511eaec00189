/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Messages in the user's language, by gettext.  English text is the key; po/ holds the
 * translations.  Output is UTF-8 whatever the locale says.
 *
 * _("...") is a message, translated where it stands; N_("...") marks text in a table
 * that is translated when it is shown.
 */
#ifndef VB_I18N_H
#define VB_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text)

/*
 * Called once at the start of main().  Sets character type and messages from the
 * environment (numbers stay as C writes them, JSON needs that) and finds the
 * catalogue in $VERBALE_LOCALEDIR, else where it was installed.  A Chinese locale that
 * the machine does not have is no hindrance.
 */
void vb_i18n_init(void);

/* The language for names and labels: "zh" when messages are Chinese, else "en". */
const char *vb_i18n_language(void);

#endif
