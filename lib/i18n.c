/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "i18n.h"

/* What the user asked for, by the order of precedence of POSIX; never NULL. */
static const char *
wanted_locale(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return value;
	}
	return "C";
}

static bool
is_chinese(const char *locale)
{
	return strncmp(locale, "zh", 2) == 0;
}

void
vb_i18n_init(void)
{
	const char *folder = getenv("VERBALE_LOCALEDIR");

	/* Without a locale of its own gettext still follows LANGUAGE, in any but "C". */
	if (!setlocale(LC_CTYPE, "") || !setlocale(LC_MESSAGES, "")) {
		setlocale(LC_CTYPE, "C.UTF-8");
		setlocale(LC_MESSAGES, "C.UTF-8");
		if (is_chinese(wanted_locale()))
			setenv("LANGUAGE", "zh", 1);
	}
	bindtextdomain(PACKAGE, folder && *folder ? folder : LOCALEDIR);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
}

const char *
vb_i18n_language(void)
{
	const char *language = getenv("LANGUAGE");
	const char *locale = setlocale(LC_MESSAGES, NULL);

	if (locale && strcmp(locale, "C") != 0 && language && *language)
		return is_chinese(language) ? "zh" : "en";
	return locale && is_chinese(locale) ? "zh" : "en";
}
