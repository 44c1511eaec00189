/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inflection.h"

#include <string.h>

/* A word, of which size bytes are looked at; y: the last of them is read as a y. */
struct form {
	const char *text;
	size_t size;
	bool y;
};

/* Whether a form of more than least letters ends so. */
static bool
ends(const struct form *form, size_t least, const char *ending)
{
	size_t size = strlen(ending);

	return !form->y && form->size > least && form->size > size &&
	       memcmp(form->text + form->size - size, ending, size) == 0;
}

/* supplies and supplied leave suppl and a y. */
static void
end_in_y(struct form *form)
{
	form->size -= 2;
	form->y = true;
}

static void
take_number(struct form *form)
{
	if (ends(form, 4, "ies"))
		end_in_y(form);
	else if (ends(form, 4, "ses") || ends(form, 4, "xes") || ends(form, 4, "hes"))
		form->size -= 2;
	else if (ends(form, 3, "s") && !ends(form, 3, "ss") && !ends(form, 3, "us") && !ends(form, 3, "is"))
		form->size--;
}

static void
take_time(struct form *form)
{
	if (ends(form, 4, "ied"))
		end_in_y(form);
	else if (ends(form, 5, "ing"))
		form->size -= 3;
	else if (ends(form, 4, "ed"))
		form->size -= 2;
}

/* What is left of hope and hoping, stop and stopping. */
static void
take_last(struct form *form)
{
	if (ends(form, 3, "y")) {
		form->y = true;
		return;
	}
	if (ends(form, 3, "e"))
		form->size--;
	if (!form->y && form->size > 3 && form->text[form->size - 1] == form->text[form->size - 2])
		form->size--;
}

static struct form
base(const char *word, size_t size)
{
	struct form form = {word, size, false};

	take_number(&form);
	take_time(&form);
	take_last(&form);
	return form;
}

static bool
is_same_word(const char *word, size_t size, const char *other, size_t other_size)
{
	struct form one = base(word, size), two = base(other, other_size);

	return one.size == two.size && one.y == two.y &&
	       memcmp(one.text, two.text, one.size - one.y) == 0;
}

bool
vb_inflection_same(const char *text, const char *other)
{
	for (;;) {
		size_t size = strcspn(text, " -"), other_size = strcspn(other, " -");

		if (text[size] != other[other_size] || !is_same_word(text, size, other, other_size))
			return false;
		if (text[size] == '\0')
			return true;
		text += size + 1;
		other += other_size + 1;
	}
}
