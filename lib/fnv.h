/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * FNV-1a, the hash of Fowler, Noll and Vo, in 32 bits (www.isthe.com/chongo/tech/comp/fnv).
 * Whoever chooses the words can make them collide: it is for tables that hold few of a
 * document's.
 */
#ifndef VB_FNV_H
#define VB_FNV_H

#include <stddef.h>
#include <stdint.h>

/* The hash of no bytes. */
#define VB_FNV_START 2166136261u

/* The hash of what hash is of, and one byte more. */
static inline uint32_t
vb_fnv_byte(uint32_t hash, char byte)
{
	return (hash ^ (unsigned char)byte) * 16777619u;
}

static inline uint32_t
vb_fnv(const char *bytes, size_t size)
{
	uint32_t hash = VB_FNV_START;

	for (size_t i = 0; i < size; i++)
		hash = vb_fnv_byte(hash, bytes[i]);
	return hash;
}

#endif
