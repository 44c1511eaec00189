/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "memory.h"

#define LEVEL 4		/* the best that still packs a passage in some ten microseconds */
#define MAGIC "\x28\xB5\x2F\xFD"
#define MAGIC_SIZE 4

enum form { AS_IS, FRAME };

struct tools {
	ZSTD_CCtx *packer;	/* NULL before the first use */
	ZSTD_DCtx *unpacker;
	struct vb_buf frame;	/* with its magic number */
};

static ZSTD_CDict *pack_dictionary;
static ZSTD_DDict *unpack_dictionary;
static pthread_key_t tools_key;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
free_tools(void *data)
{
	struct tools *tools = data;

	ZSTD_freeCCtx(tools->packer);
	ZSTD_freeDCtx(tools->unpacker);
	vb_buf_fini(&tools->frame);
	free(tools);
}

static void
prepare(void)
{
	pack_dictionary = ZSTD_createCDict(vb_pack_dictionary, vb_pack_dictionary_size, LEVEL);
	unpack_dictionary = ZSTD_createDDict(vb_pack_dictionary, vb_pack_dictionary_size);
	if (pack_dictionary == NULL || unpack_dictionary == NULL ||
	    pthread_key_create(&tools_key, free_tools) != 0)
		vb_memory_end();
}

static struct tools *
tools_of_thread(void)
{
	struct tools *tools;

	pthread_once(&once, prepare);
	tools = pthread_getspecific(tools_key);
	if (tools == NULL) {
		tools = vb_memory_zeros(1, sizeof *tools);
		if (pthread_setspecific(tools_key, tools) != 0)
			vb_memory_end();
	}
	return tools;
}

static ZSTD_CCtx *
packer_of(struct tools *tools)
{
	if (tools->packer == NULL) {
		tools->packer = ZSTD_createCCtx();
		if (tools->packer == NULL ||
		    ZSTD_isError(ZSTD_CCtx_setParameter(tools->packer, ZSTD_c_dictIDFlag, 0)) ||
		    ZSTD_isError(ZSTD_CCtx_refCDict(tools->packer, pack_dictionary)))
			vb_memory_end();
	}
	return tools->packer;
}

static ZSTD_DCtx *
unpacker_of(struct tools *tools)
{
	if (tools->unpacker == NULL) {
		tools->unpacker = ZSTD_createDCtx();
		if (tools->unpacker == NULL ||
		    ZSTD_isError(ZSTD_DCtx_refDDict(tools->unpacker, unpack_dictionary)))
			vb_memory_end();
	}
	return tools->unpacker;
}

void
vb_pack(const char *bytes, size_t size, struct vb_buf *out)
{
	struct tools *tools = tools_of_thread();
	struct vb_buf *frame = &tools->frame;
	size_t packed = 0;

	if (size <= VB_PACK_MAX) {
		vb_buf_clear(frame);
		vb_buf_reserve(frame, ZSTD_compressBound(size));
		packed = ZSTD_compress2(packer_of(tools), frame->data, frame->cap, bytes, size);
		if (ZSTD_isError(packed))
			vb_memory_end();	/* there is room: nothing else can fail */
	}
	if (packed > MAGIC_SIZE && packed - MAGIC_SIZE < size) {
		vb_buf_char(out, FRAME);
		vb_buf_add(out, frame->data + MAGIC_SIZE, packed - MAGIC_SIZE);
	} else {
		vb_buf_char(out, AS_IS);
		vb_buf_add(out, bytes, size);
	}
}

static bool
unpack(const char *packed, size_t size, struct vb_buf *buf)
{
	struct tools *tools = tools_of_thread();
	struct vb_buf *frame = &tools->frame;
	unsigned long long told;

	vb_buf_clear(frame);
	vb_buf_add(frame, MAGIC, MAGIC_SIZE);
	vb_buf_add(frame, packed, size);
	told = ZSTD_getFrameContentSize(frame->data, frame->len);
	if (told > VB_PACK_MAX)		/* not told, or no frame: the highest numbers */
		return false;
	vb_buf_clear(buf);
	vb_buf_reserve(buf, (size_t)told);
	if (ZSTD_decompressDCtx(unpacker_of(tools), buf->data, (size_t)told, frame->data,
				frame->len) != told)
		return false;
	buf->len = (size_t)told;
	buf->data[buf->len] = '\0';
	return true;
}

bool
vb_unpack(const char *packed, size_t size, struct vb_buf *buf, const char **bytes,
	  size_t *bytes_size)
{
	if (size > 0 && packed[0] == AS_IS) {
		*bytes = packed + 1;
		*bytes_size = size - 1;
		return true;
	}
	if (size == 0 || packed[0] != FRAME || !unpack(packed + 1, size - 1, buf))
		return false;
	*bytes = buf->data;
	*bytes_size = buf->len;
	return true;
}
