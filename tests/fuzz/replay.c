/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drives a harness without a fuzzer: every line of the case tables, of the report beside
 * the checkout where there is one, and of the files named on the command line, then inputs
 * made of pieces of them and of odd characters, in an order that is the same every time.
 * FUZZ_RUNS says how many of those.
 *
 * An input that fails is left in the file fuzz-failure, for a debugger.
 */
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"

#define INPUT_MAX 600
#define LINE_MAX_BYTES 16384
#define LINES_MAX 20000

static const struct {
	const char *bytes;
	size_t size;
} odd[] = {
#define ODD(text) {text, sizeof(text) - 1}
	ODD(" "), ODD("  \n"), ODD("\t"), ODD("\0"), ODD("\xE3\x80\x80"),
	ODD("e"), ODD("A"), ODD("x9"), ODD("."), ODD("'s"), ODD("state"), ODD("1,000"),
	ODD("国"), ODD("网络"), ODD("網路"), ODD("，"), ODD("。"), ODD("、"), ODD("苧"), ODD("薴"),
	ODD("\u0301"), ODD("\u0323"), ODD("\u0308\u0301"), ODD("\u0344"), ODD("\u0345"),
	ODD("\u00AD"), ODD("\u200B"), ODD("\uFEFF"), ODD("\u200D"), ODD("\u034F"), ODD("\uFE0F"),
	ODD("\u1100"), ODD("\u1161"), ODD("\u11A8"), ODD("\uAC00"), ODD("\u115F"), ODD("\u3164"),
	ODD("\uFB01"), ODD("\uFB03"), ODD("\u00DF"), ODD("\u0130"), ODD("\u03A3"), ODD("\u0149"),
	ODD("\uFF21"), ODD("\uFF0C"), ODD("\uFF71\uFF9E"), ODD("か\u3099"), ODD("\u309B"), ODD("\u30FB"),
	ODD("\uFDFA"), ODD("\u00B4"), ODD("\u00BD"), ODD("\uFE49"), ODD("\u2019"), ODD("\u201C"),
	ODD("\u2010"), ODD("\u2011"), ODD("\u2033"), ODD("\u2260"), ODD("\u0338"), ODD("="),
	ODD("ไทย"), ODD("\u0E33"), ODD("\u0E48"), ODD("ລາວ"), ODD("ខ្មែរ"), ODD("မြန်မာ"),
	ODD("हिन्दी"), ODD("\u09C7\u09BE"), ODD("\u0F71\u0F72"), ODD("עברית"), ODD("العربية"),
	ODD("\U00020000"), ODD("\U0002A6D6"), ODD("\U0001F600"), ODD("\U0002F800"), ODD("\U0001D165"),
	ODD("\x80"), ODD("\xC3"), ODD("\xE4\xB8"), ODD("\xF0\x9F"), ODD("\xED\xA0\x80"), ODD("\xFF"),
	ODD("\xC0\xAF"), ODD("\xC2\x85"), ODD("\u2028"), ODD("\u1680"), ODD("\u3007"), ODD("\u4E00\u302A")
};

static uint64_t state = 88172645463325252u;
static char *lines[LINES_MAX];
static size_t line_count, counted;
static uint8_t input[INPUT_MAX + LINE_MAX_BYTES];
static size_t input_size;

static size_t
next_below(size_t limit)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (size_t)(state >> 11) % limit;
}

/* SIGABRT or a fault: the input is worth more than a stack. */
static void
leave_input(int number)
{
	FILE *file = fopen("fuzz-failure", "w");

	if (file != NULL) {
		fwrite(input, 1, input_size, file);
		fclose(file);
	}
	signal(number, SIG_DFL);
	raise(number);
}

static void
run(void)
{
	uint8_t *exact = malloc(input_size + 1);	/* its size exactly, so that a sanitizer sees a step beyond */

	exact = realloc(exact, input_size > 0 ? input_size : 1);
	memcpy(exact, input, input_size);
	LLVMFuzzerTestOneInput(exact, input_size);
	free(exact);
	counted++;
}

static void
add_file(const char *path)
{
	FILE *file = fopen(path, "r");
	static char line[LINE_MAX_BYTES];

	if (file == NULL) {
		perror(path);
		exit(1);
	}
	while (fgets(line, sizeof line, file) != NULL && line_count < LINES_MAX)
		lines[line_count++] = strdup(line);
	fclose(file);
}

static void
append(const char *bytes, size_t size)
{
	if (input_size + size <= INPUT_MAX) {
		memcpy(input + input_size, bytes, size);
		input_size += size;
	}
}

/* A few odd characters and pieces of lines, one after another, now and then with a byte changed. */
static void
make_input(void)
{
	size_t pieces = 1 + next_below(12), repeat;

	input_size = 0;
	for (size_t i = 0; i < pieces; i++) {
		if (next_below(3) == 0 && line_count > 0) {
			const char *line = lines[next_below(line_count)];
			size_t size = strlen(line), from = next_below(size + 1);

			append(line + from, next_below((size - from < 60 ? size - from : 60) + 1));
			continue;
		}
		repeat = next_below(20) == 0 ? next_below(90) : 1;
		for (size_t which = next_below(sizeof odd / sizeof odd[0]); repeat > 0; repeat--)
			append(odd[which].bytes, odd[which].size);
	}
	if (input_size > 0 && next_below(8) == 0)
		input[next_below(input_size)] = (uint8_t)next_below(256);
}

int
main(int argc, char **argv)
{
	const char *srcdir = getenv("srcdir"), *wanted = getenv("FUZZ_RUNS");
	const char *shared = getenv("VERBALE_SHARED");
	size_t runs = wanted != NULL ? strtoul(wanted, NULL, 10) : 15000;
	char path[4096];

	signal(SIGABRT, leave_input);
	signal(SIGSEGV, leave_input);
	snprintf(path, sizeof path, "%s/tests/cases/fold.txt", srcdir != NULL ? srcdir : ".");
	add_file(path);
	snprintf(path, sizeof path, "%s/tests/cases/token.txt", srcdir != NULL ? srcdir : ".");
	add_file(path);
	snprintf(path, sizeof path, "%s/corpus/A_79_81-zh.txt", shared != NULL ? shared : "../shared");
	if (access(path, R_OK) == 0)
		add_file(path);
	for (int i = 1; i < argc; i++)
		add_file(argv[i]);
	for (size_t i = 0; i < line_count; i++) {
		input_size = strlen(lines[i]);
		memcpy(input, lines[i], input_size);
		run();
	}
	for (size_t i = 0; i < runs; i++) {
		make_input();
		run();
	}
	printf("%zu inputs\n", counted);
	for (size_t i = 0; i < line_count; i++)
		free(lines[i]);
	return 0;
}
