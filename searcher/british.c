/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "british.h"

#include <stdbool.h>
#include <string.h>

struct pair {
	const char *british, *american;
	bool whole;		/* the whole word, not a part of it */
};

/* Parts of words.  A part that another contains stands behind it. */
static const struct pair parts[] = {
	{"aeroplane", "airplane", false},
	{"ageing", "aging", true},
	{"aluminium", "aluminum", false},
	{"anaes", "anes", false},
	{"anaem", "anem", false},
	{"analogue", "analog", false},
	{"artefact", "artifact", false},
	{"catalogue", "catalog", false},
	{"cheque", "check", true},
	{"counsell", "counsel", false},
	{"cosy", "cozy", true},
	{"defence", "defense", false},
	{"despatch", "dispatch", false},
	{"diarrhoea", "diarrhea", false},
	{"encyclopaed", "encycloped", false},
	{"enquir", "inquir", false},
	{"enrolment", "enrollment", false},
	{"foetal", "fetal", false},
	{"foetus", "fetus", false},
	{"fulfilment", "fulfillment", false},
	{"grey", "gray", false},
	{"gynaec", "gynec", false},
	{"haemo", "hemo", false},
	{"instalment", "installment", false},
	{"jewellery", "jewelry", false},
	{"judgement", "judgment", false},
	{"acknowledgement", "acknowledgment", false},
	{"leukaem", "leukem", false},
	{"licence", "license", false},
	{"manoeuvre", "maneuver", false},
	{"manoeuvr", "maneuver", false},
	{"marvellous", "marvelous", false},
	{"mediaeval", "medieval", false},
	{"mould", "mold", false},
	{"oestr", "estr", false},
	{"offence", "offense", false},
	{"orthopaed", "orthoped", false},
	{"paediatr", "pediatr", false},
	{"plough", "plow", false},
	{"practis", "practic", false},
	{"pretence", "pretense", false},
	{"programmes", "programs", true},
	{"programme", "program", true},
	{"sceptic", "skeptic", false},
	{"skilful", "skillful", false},
	{"smoulder", "smolder", false},
	{"sulph", "sulf", false},
	{"towards", "toward", true},
	{"wilful", "willful", false},
	{"woollen", "woolen", false},
	/* -our */
	{"ardour", "ardor", false},
	{"armour", "armor", false},
	{"behaviour", "behavior", false},
	{"candour", "candor", false},
	{"clamour", "clamor", false},
	{"colour", "color", false},
	{"demeanour", "demeanor", false},
	{"endeavour", "endeavor", false},
	{"favour", "favor", false},
	{"fervour", "fervor", false},
	{"harbour", "harbor", false},
	{"honour", "honor", false},
	{"humour", "humor", false},
	{"labour", "labor", false},
	{"neighbour", "neighbor", false},
	{"odour", "odor", true},
	{"rancour", "rancor", false},
	{"rigour", "rigor", true},
	{"rumour", "rumor", false},
	{"saviour", "savior", false},
	{"savour", "savor", false},
	{"splendour", "splendor", false},
	{"tumour", "tumor", false},
	{"valour", "valor", true},
	{"vapour", "vapor", false},
	{"vigour", "vigor", true},
	/* -re */
	{"calibre", "caliber", false},
	{"centred", "centered", false},
	{"centres", "centers", false},
	{"centre", "center", false},
	{"centring", "centering", false},
	{"fibres", "fibers", false},
	{"fibre", "fiber", false},
	{"litres", "liters", true},
	{"litre", "liter", true},
	{"lustre", "luster", true},
	{"meagre", "meager", true},
	{"metres", "meters", false},
	{"metre", "meter", false},
	{"sombre", "somber", true},
	{"spectre", "specter", true},
	{"theatres", "theaters", false},
	{"theatre", "theater", false},
	/* an l more */
	{"cancell", "cancel", false},
	{"channell", "channel", false},
	{"dialled", "dialed", false},
	{"equall", "equal", false},
	{"fuell", "fuel", false},
	{"labell", "label", false},
	{"levell", "level", false},
	{"marshall", "marshal", false},
	{"modell", "model", false},
	{"rivall", "rival", false},
	{"signall", "signal", false},
	{"totall", "total", false},
	{"travell", "travel", false},
	{"tunnell", "tunnel", false},
};

/* Endings. */
static const struct pair endings[] = {
	{"isational", "izational", false},
	{"isations", "izations", false},
	{"isation", "ization", false},
	{"isable", "izable", false},
	{"ise", "ize", false},
	{"ised", "ized", false},
	{"iser", "izer", false},
	{"isers", "izers", false},
	{"ises", "izes", false},
	{"ising", "izing", false},
	{"lyse", "lyze", false},
	{"lysed", "lyzed", false},
	{"lysing", "lyzing", false},
	{"logue", "log", false},
	{"logues", "logs", false},
};

/* What stands before an ending. */
#define STEM_MIN 3

struct spelling {
	const char *word;
	size_t size;
	char (*other)[VB_BRITISH_BYTES];
	size_t count;
};

/* Replaces size bytes from at on. */
static void
add(struct spelling *spelling, size_t at, size_t size, const char *text)
{
	size_t more = strlen(text), tail = spelling->size - at - size;
	char *out = spelling->other[spelling->count];

	if (spelling->count == VB_BRITISH_MAX || at + more + tail >= VB_BRITISH_BYTES)
		return;
	memcpy(out, spelling->word, at);
	memcpy(out + at, text, more);
	memcpy(out + at + more, spelling->word + at + size, tail);
	out[at + more + tail] = '\0';
	for (size_t i = 0; i < spelling->count; i++)
		if (strcmp(spelling->other[i], out) == 0)
			return;
	spelling->count++;
}

/* The British l is doubled before an ending only: "travelled", but "travel". */
static bool
is_doubled(const struct pair *pair)
{
	size_t size = strlen(pair->british);

	return size > 2 && pair->british[size - 1] == 'l' && pair->british[size - 2] == 'l' &&
	       strlen(pair->american) == size - 1;
}

static void
try_part(struct spelling *spelling, const struct pair *pair, const char *from, const char *to)
{
	size_t size = strlen(from);
	const char *at = memmem(spelling->word, spelling->size, from, size);
	const char *behind = at == NULL ? NULL : at + size;

	if (at == NULL || (pair->whole && spelling->size != size))
		return;
	/* The other spelling contains this one: "travel" of "travelled" is there already. */
	if (strlen(to) > size && (size_t)(at - spelling->word) + strlen(to) <= spelling->size &&
	    memcmp(at, to, strlen(to)) == 0)
		return;
	if (is_doubled(pair) &&
	    (behind == spelling->word + spelling->size || strchr("aeio", *behind) == NULL))
		return;
	add(spelling, (size_t)(at - spelling->word), size, to);
}

static void
try_ending(struct spelling *spelling, const char *from, const char *to)
{
	size_t size = strlen(from);

	if (spelling->size >= size + STEM_MIN &&
	    memcmp(spelling->word + spelling->size - size, from, size) == 0)
		add(spelling, spelling->size - size, size, to);
}

size_t
vb_british_other(const char *word, size_t size, char other[VB_BRITISH_MAX][VB_BRITISH_BYTES])
{
	struct spelling spelling = {word, size, other, 0};

	if (size >= VB_BRITISH_BYTES)
		return 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts && spelling.count == 0; i++) {
		try_part(&spelling, &parts[i], parts[i].british, parts[i].american);
		if (spelling.count == 0)
			try_part(&spelling, &parts[i], parts[i].american, parts[i].british);
	}
	for (size_t i = 0; i < sizeof endings / sizeof *endings && spelling.count == 0; i++) {
		try_ending(&spelling, endings[i].british, endings[i].american);
		try_ending(&spelling, endings[i].american, endings[i].british);
	}
	return spelling.count;
}
